package dev.latchkey.provider.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.client.TestClients;
import dev.latchkey.provider.protocol.GrantType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;

/** Any sequence of refresh tokens presented at any times, against a model of twenty lines. A failure prints its seed. */
class GrantPropertiesTest {
    private static final Client APP = TestClients.publicClient("app");
    private static final Duration GRACE = Duration.ofSeconds(10);

    /** Somebody presents one of the tokens given out so far, some time after the last one. */
    record Step(int token, Duration later) {}

    @Provide
    Arbitrary<Step> steps() {
        Arbitrary<Integer> tokens = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(0)),
                Tuple.of(1, Arbitraries.integers().between(0, 20)));
        Arbitrary<Duration> times = Arbitraries.of(0, 1, 4_000, 5_999, 9_999, 10_000, 10_001, 60_000)
                .map(Duration::ofMillis);
        return Combinators.combine(tokens, times).as(Step::new);
    }

    @Property(tries = 150, seed = "20261121")
    void goesAsTheModelGoes(@ForAll @Size(max = 40) List<@From("steps") Step> steps) {
        TestTokens tokens = new TestTokens();
        TokenIssuer issuer = tokens.issuer();
        List<String> handedOut = new ArrayList<>();
        handedOut.add(text(issuer.start(APP, GrantType.PASSWORD, TestTokens.USER, TestTokens.PERMISSION)
                .orElseThrow()));
        Model model = new Model();

        for (Step step : steps) {
            tokens.pass(step.later());
            // Counted from the newest, which is what clients present most of the time.
            int generation = Math.max(0, handedOut.size() - 1 - step.token());
            Class<? extends Rotation> expected = model.present(generation, tokens.instant());
            PresentedRefreshToken presented =
                    issuer.open(handedOut.get(generation)).orElseThrow();

            Rotation rotation = issuer.rotate(APP, presented, TestTokens.PERMISSION.scope());

            assertThat(rotation).isInstanceOf(expected);
            if (rotation instanceof Rotation.Rotated rotated) {
                String successor = text(rotated.tokens());
                if (generation == handedOut.size() - 1) {
                    assertThat(handedOut).doesNotContain(successor);
                    handedOut.add(successor);
                }
                assertThat(successor).isEqualTo(handedOut.get(generation + 1));
            }
            assertThat(tokens.store().only().revoked()).isEqualTo(model.revoked);
        }
    }

    private static String text(IssuedTokens issued) {
        return String.valueOf(issued.refreshToken());
    }

    /** What is promised: the current one moves on, the one before it within the grace repeats, older ones end it all. */
    private static final class Model {
        private final List<Instant> replacedAt = new ArrayList<>();
        private boolean revoked;

        Class<? extends Rotation> present(int generation, Instant now) {
            if (revoked) {
                return Rotation.Ended.class;
            }
            if (generation == replacedAt.size()) {
                replacedAt.add(now);
                return Rotation.Rotated.class;
            }
            boolean remembered = replacedAt.size() - generation <= RefreshState.REMEMBERED;
            if (!remembered || !now.isBefore(replacedAt.get(generation).plus(GRACE))) {
                revoked = true;
                return Rotation.Reused.class;
            }
            return generation == replacedAt.size() - 1 ? Rotation.Rotated.class : Rotation.Superseded.class;
        }
    }
}
