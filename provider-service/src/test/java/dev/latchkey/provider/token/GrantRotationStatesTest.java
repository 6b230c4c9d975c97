package dev.latchkey.provider.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.client.TestClients;
import dev.latchkey.provider.protocol.GrantType;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.Contract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Walks at random through the states of a grant: two parties present whatever they ever got, while time passes. */
final class GrantRotationStatesTest {
    private static final Client APP = TestClients.publicClient("app");
    private static final int WALKS = 300;
    private static final int STEPS = 60;

    @Test
    @Contract({66, 67, 68})
    @Attack({133, 134})
    void neverHasTwoLiveChains() {
        for (int seed = 0; seed < WALKS; seed++) {
            new Walk(seed).run();
        }
    }

    private static final class Walk {
        private final TestTokens tokens = new TestTokens();
        private final TokenIssuer issuer = tokens.issuer();
        private final List<String> known = new ArrayList<>();
        private final Random random;
        private final int seed;

        Walk(int seed) {
            this.seed = seed;
            this.random = new Random(seed);
            known.add(String.valueOf(issuer.start(APP, GrantType.PASSWORD, TestTokens.USER, TestTokens.PERMISSION)
                    .orElseThrow()
                    .refreshToken()));
        }

        void run() {
            for (int step = 0; step < STEPS; step++) {
                tokens.pass(Duration.ofMillis(random.nextInt(6_000)));
                if (random.nextInt(4) == 0) {
                    tokens.store().raceBeforeAdvance(() -> present(anyToken()));
                }
                present(anyToken());
                assertOneChain();
            }
        }

        // The newest tokens most often, as parties do; but any may come back.
        private String anyToken() {
            int back =
                    random.nextInt(3) == 0 ? random.nextInt(known.size()) : random.nextInt(Math.min(2, known.size()));
            return known.get(known.size() - 1 - back);
        }

        private void present(String token) {
            boolean revokedBefore = tokens.store().only().revoked();
            PresentedRefreshToken presented = issuer.open(token).orElseThrow();
            Rotation rotation = issuer.rotate(APP, presented, TestTokens.PERMISSION.scope());
            if (rotation instanceof Rotation.Rotated rotated) {
                assertThat(revokedBefore)
                        .as("seed %s: tokens of a revoked grant", seed)
                        .isFalse();
                remember(String.valueOf(rotated.tokens().refreshToken()));
            }
            if (rotation instanceof Rotation.Reused) {
                assertThat(tokens.store().only().revoked())
                        .as("seed %s: reuse revokes", seed)
                        .isTrue();
            }
        }

        private void remember(String token) {
            known.remove(token);
            known.add(token);
        }

        /** Whatever token is presented now: all that are good lead to one and the same successor. */
        private void assertOneChain() {
            StoredGrant stored = tokens.store().only();
            int current = stored.grant().refresh().generation();
            Set<Integer> good = new HashSet<>();
            for (String token : known) {
                int generation = issuer.open(token).orElseThrow().generation();
                assertThat(generation)
                        .as("seed %s: no token from the future", seed)
                        .isLessThanOrEqualTo(current);
                if (isGood(stored, generation)) {
                    good.add(generation);
                }
            }
            assertThat(good).as("seed %s: current and predecessor only", seed).isSubsetOf(current, current - 1);
        }

        private boolean isGood(StoredGrant stored, int generation) {
            MemoryTokenStore copy = new MemoryTokenStore();
            copy.start(stored.grant());
            GrantRotation rotation =
                    new GrantRotation(copy, TokenSettings.defaults().lifetimes(), tokens.places());
            return !stored.revoked()
                    && rotation.present(
                                    new GrantRotation.Presented(
                                            APP, generation, TestTokens.PERMISSION.scope(), tokens.instant()),
                                    stored.grant())
                            .grant()
                            .isPresent();
        }
    }
}
