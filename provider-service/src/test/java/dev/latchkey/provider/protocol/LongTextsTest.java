package dev.latchkey.provider.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.latchkey.accounts.PasswordPolicy;
import dev.latchkey.accounts.UserName;
import dev.latchkey.auth.ScopeSet;
import dev.latchkey.provider.Promptly;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.testing.Attack;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What checks texts takes no longer for the worst of them. */
final class LongTextsTest {
    private static final Duration LIMIT = Duration.ofMillis(50);
    private static final List<Consumer<String>> CHECKS = List.of(
            text -> judged(() -> new RedirectUri(text)),
            text -> judged(() -> new ClientId(text)),
            text -> judged(() -> ScopeSet.parse(text)),
            text -> judged(() -> new CodeChallenge(CodeChallenge.Method.S256, text)),
            text -> judged(() -> Parameters.parse(text.getBytes(StandardCharsets.UTF_8))),
            text -> judged(() -> UserName.parse(text)),
            text -> judged(() -> PasswordPolicy.standard().refusal(text, new UserName("jane"))));

    @Test
    @Attack({18, 247})
    void judgesTheWorstTextsPromptly() {
        for (String text : worst()) {
            CHECKS.forEach(check -> Promptly.within(LIMIT, () -> check.accept(text)));
        }
    }

    private static List<String> worst() {
        return List.of(
                "a".repeat(64_000),
                "a ".repeat(32_000),
                "https://" + "a.".repeat(1_000) + "example/cb",
                "http://[" + ":".repeat(2_000) + "]/p",
                "https://app.example/" + "%41".repeat(600),
                "https://app.example/" + "../".repeat(600),
                "(".repeat(64_000),
                "=&".repeat(32_000),
                "\u0301".repeat(32_000),
                "1".repeat(1_000) + "!".repeat(1_000),
                "!".repeat(1_023) + "a");
    }

    // Whether a text is good is not asked here, but how long that takes, and that a refusal is one of ours.
    private static void judged(ThrowingCallable check) {
        assertThat(catchThrowable(check))
                .satisfiesAnyOf(
                        refusal -> assertThat(refusal).isNull(),
                        refusal -> assertThat(refusal)
                                .isInstanceOfAny(IllegalArgumentException.class, OAuthException.class));
    }
}
