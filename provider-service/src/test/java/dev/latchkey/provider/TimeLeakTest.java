package dev.latchkey.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.client.ClientSecretHash;
import dev.latchkey.provider.client.ClientSecretHasher;
import dev.latchkey.provider.protocol.Handle;
import dev.latchkey.provider.protocol.HandleKind;
import dev.latchkey.provider.protocol.HandleSealer;
import dev.latchkey.provider.protocol.RowId;
import dev.latchkey.provider.protocol.ServerSecret;
import dev.latchkey.provider.protocol.ServerSecrets;
import dev.latchkey.provider.session.CsrfTokens;
import dev.latchkey.testing.Attack;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** How much of a guess is right shows in no time. */
final class TimeLeakTest {
    private static final ServerSecrets SECRETS =
            new ServerSecrets(List.of(new ServerSecret("a server secret 0123456789 abcdefghijklm")));
    private static final RowId ID = new RowId(1, 2);

    private final AtomicInteger accepted = new AtomicInteger();

    @Test
    @Attack(263)
    void refusesATokenThatIsRightButForItsEndLikeAnyOther() {
        HandleSealer sealer = new HandleSealer(SECRETS);
        String token = sealer.seal(new Handle(HandleKind.REFRESH_TOKEN, ID, 3));
        int tag = token.length() - 20;

        assertNoLeak(
                token,
                tag,
                guess -> sealer.open(HandleKind.REFRESH_TOKEN, guess).isPresent());
    }

    @Test
    @Attack(263)
    void refusesASecretThatIsRightButForItsEndLikeAnyOther() {
        ClientSecretHasher hasher = new ClientSecretHasher(SECRETS);
        ClientId client = new ClientId("app");
        String secret = "k3cRzT1mXv5QyWn8bHs0LdJf7GpAoEuIqVx2CtNwZ9M";
        ClientSecretHash hash = hasher.hash(client, secret, Instant.EPOCH);

        assertNoLeak(secret, 0, guess -> hasher.matches(hash, client, guess));
    }

    @Test
    @Attack(263)
    void refusesAFormsTokenThatIsRightButForItsEndLikeAnyOther() {
        CsrfTokens tokens = new CsrfTokens(SECRETS);

        assertNoLeak(tokens.of(ID), 0, guess -> tokens.isGood(ID, guess));
    }

    @Test
    void findsTheLeakOfAComparisonThatEndsAtTheFirstDifference() {
        String secret = "s".repeat(4_096);

        assertThat(leaks(secret, 0, guess -> isEqualCharacterByCharacter(secret, guess)))
                .isTrue();
    }

    private void assertNoLeak(String right, int from, Predicate<String> check) {
        assertThat(check.test(right)).isTrue();
        assertThat(leaks(right, from, check)).isFalse();
        assertThat(accepted).hasValue(0);
    }

    // Wrong at the first place, and right up to the place before the last: there the last bits may be unused.
    private boolean leaks(String right, int from, Predicate<String> check) {
        String early = wrongAt(right, from);
        String late = wrongAt(right, right.length() - 2);
        return TimeLeak.between(() -> count(check.test(early)), () -> count(check.test(late)));
    }

    private void count(boolean isAccepted) {
        if (isAccepted) {
            accepted.incrementAndGet();
        }
    }

    private static String wrongAt(String right, int place) {
        char other = right.charAt(place) == 'A' ? 'B' : 'A';
        return right.substring(0, place) + other + right.substring(place + 1);
    }

    private static boolean isEqualCharacterByCharacter(String secret, String guess) {
        for (int i = 0; i < secret.length(); i++) {
            if (secret.charAt(i) != guess.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
