package dev.latchkey.accounts;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Optional;

/**
 * Which passwords may be chosen.
 *
 * @param minimumLength in characters (code points); 8 unless given
 * @param refuseCommon whether those that everybody tries first are refused; yes unless given
 */
public record PasswordPolicy(
        @JsonProperty @Min(1) @Max(256) Integer minimumLength,
        @JsonProperty Boolean refuseCommon) {
    /** The longest password that is accepted or checked, in bytes of UTF-8. */
    public static final int MAXIMUM_BYTES = 1024;

    private static final int DEFAULT_MINIMUM_LENGTH = 8;

    /** Fills in the defaults. */
    public PasswordPolicy {
        minimumLength = minimumLength == null ? DEFAULT_MINIMUM_LENGTH : minimumLength;
        refuseCommon = refuseCommon == null || refuseCommon;
    }

    /** The policy with the default length. */
    public static PasswordPolicy standard() {
        return new PasswordPolicy(DEFAULT_MINIMUM_LENGTH, true);
    }

    /** A policy that looks at the length alone, for passwords that programs set. */
    public static PasswordPolicy ofLength(int minimumLength) {
        return new PasswordPolicy(minimumLength, false);
    }

    /** Why this user may not have this password, as a sentence that says what to do; empty if there is no reason. */
    public Optional<String> refusal(String password, UserName username) {
        return fault(password, username).map(this::sentence);
    }

    /** Why this user may not have this password; empty if there is no reason. */
    public Optional<PasswordFault> fault(String password, UserName username) {
        if (password.codePointCount(0, password.length()) < minimumLength) {
            return Optional.of(PasswordFault.SHORT);
        }
        if (!isWellFormed(password)) {
            return Optional.of(PasswordFault.MALFORMED);
        }
        if (password.getBytes(UTF_8).length > MAXIMUM_BYTES) {
            return Optional.of(PasswordFault.LONG);
        }
        if (isNameOf(username, password)) {
            return Optional.of(PasswordFault.USERNAME);
        }
        return refuseCommon && isGuessable(password, username) ? Optional.of(PasswordFault.COMMON) : Optional.empty();
    }

    /** The fault as a sentence in English that says what to do. */
    public String sentence(PasswordFault fault) {
        return switch (fault) {
            case SHORT -> tooShort();
            case MALFORMED -> "The password holds half of a character (a lone UTF-16 surrogate): type it again.";
            case LONG -> "A password has at most " + MAXIMUM_BYTES + " bytes: choose a shorter one.";
            case USERNAME -> "The password is the username: choose another one.";
            case COMMON -> "The password is one that everybody tries first: choose another one.";
        };
    }

    private static boolean isGuessable(String password, UserName username) {
        return CommonPasswords.contains(password) || isNameOf(username, CommonPasswords.withoutTail(password));
    }

    private String tooShort() {
        return minimumLength == 1
                ? "The password is empty: choose one."
                : "A password has at least " + minimumLength + " characters: choose a longer one.";
    }

    private static boolean isWellFormed(String password) {
        return UTF_8.newEncoder().canEncode(password);
    }

    private static boolean isNameOf(UserName username, String password) {
        return UserName.parse(password)
                .filter(name -> name.key().equals(username.key()))
                .isPresent();
    }
}
