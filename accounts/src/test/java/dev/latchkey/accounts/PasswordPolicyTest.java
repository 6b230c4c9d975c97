package dev.latchkey.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.testing.Attack;
import dev.latchkey.testing.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

class PasswordPolicyTest {
    private final PasswordPolicy policy = PasswordPolicy.standard();
    private final UserName username = new UserName("jane.doe");

    @Test
    void wantsEightCharactersAndCountsThemAsPeopleDo() {
        assertThat(policy.refusal("1234567", username))
                .hasValueSatisfying(text -> assertThat(text).contains("at least 8 characters"));
        assertThat(policy.refusal("1b3d5f7h", username)).isEmpty();
        assertThat(policy.refusal("\ud83d\ude00".repeat(7), username)).isPresent();
        assertThat(policy.refusal("\ud83d\ude00".repeat(8), username)).isEmpty();
    }

    @Test
    void takesWhateverLengthItIsToldTo() {
        assertThat(PasswordPolicy.ofLength(1).refusal("x", username)).isEmpty();
        assertThat(PasswordPolicy.ofLength(1).refusal("", username)).contains("The password is empty: choose one.");
    }

    @Test
    void stopsAtOneThousandAndTwentyFourBytes() {
        assertThat(policy.refusal("x".repeat(1024), username)).isEmpty();
        assertThat(policy.refusal("x".repeat(1025), username)).isPresent();
        assertThat(policy.refusal("é".repeat(513), username)).isPresent();
    }

    @Test
    void refusesTheUsernameInAnyDisguise() {
        assertThat(policy.refusal("jane.doe", username)).isPresent();
        assertThat(policy.refusal("JANE.DOÉ", username)).isPresent();
        assertThat(policy.refusal("jane.doe and more", username)).isEmpty();
    }

    @Test
    void refusesHalfACharacter() {
        assertThat(policy.refusal("12345678\ud800", username)).isPresent();
    }

    @Test
    @Attack(307)
    void refusesWhatEverybodyTriesFirst() {
        for (String common : List.of(
                "password",
                "12345678",
                "PassWord",
                "qwertyuiop",
                "1234567890",
                "iloveyou",
                "latchkey1",
                "Latchkey!2026")) {
            assertThat(PasswordPolicy.standard().refusal(common, new UserName("jane")))
                    .as(common)
                    .hasValueSatisfying(sentence -> assertThat(sentence).contains("everybody tries first"));
            assertThat(PasswordPolicy.ofLength(1).refusal(common, new UserName("jane")))
                    .isEmpty();
        }
        assertThat(PasswordPolicy.standard().refusal("janet.doe-2026", new UserName("Janet.Doe")))
                .isPresent();
        assertThat(PasswordPolicy.standard().refusal("correct horse", new UserName("jane")))
                .isEmpty();
    }

    @Test
    @Attack(307)
    void knowsThreeThousandLeakedOnes() throws IOException {
        List<String> leaked = Files.readAllLines(Checkout.root()
                        .resolve("accounts/src/main/resources/dev/latchkey/accounts/common-passwords.txt"))
                .stream()
                .filter(line -> !line.startsWith("# "))
                .toList();

        assertThat(leaked).hasSize(3_000).allMatch(CommonPasswords::contains);
    }
}
