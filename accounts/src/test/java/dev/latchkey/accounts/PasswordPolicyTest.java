package dev.latchkey.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordPolicyTest {
    private final PasswordPolicy policy = PasswordPolicy.standard();
    private final UserName username = new UserName("jane.doe");

    @Test
    void wantsEightCharactersAndCountsThemAsPeopleDo() {
        assertThat(policy.refusal("1234567", username))
                .hasValueSatisfying(text -> assertThat(text).contains("at least 8 characters"));
        assertThat(policy.refusal("12345678", username)).isEmpty();
        assertThat(policy.refusal("\ud83d\ude00".repeat(7), username)).isPresent();
        assertThat(policy.refusal("\ud83d\ude00".repeat(8), username)).isEmpty();
    }

    @Test
    void takesWhateverLengthItIsToldTo() {
        assertThat(new PasswordPolicy(1).refusal("x", username)).isEmpty();
        assertThat(new PasswordPolicy(1).refusal("", username)).contains("The password is empty: choose one.");
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
        assertThat(policy.refusal("jane.doe!", username)).isEmpty();
    }

    @Test
    void refusesHalfACharacter() {
        assertThat(policy.refusal("12345678\ud800", username)).isPresent();
    }
}
