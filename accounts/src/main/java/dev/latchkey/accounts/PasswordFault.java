package dev.latchkey.accounts;

/** Why a password may not be chosen; {@link PasswordPolicy#sentence} says it in English. */
public enum PasswordFault {
    /** It has fewer characters than the policy asks for. */
    SHORT("A password has more characters: choose a longer one."),
    /** It holds half of a character, a lone UTF-16 surrogate. */
    MALFORMED("The password holds half of a character (a lone UTF-16 surrogate): type it again."),
    /** It has more bytes than are ever checked. */
    LONG("A password has at most " + PasswordPolicy.MAXIMUM_BYTES + " bytes: choose a shorter one."),
    /** It is the username, in this spelling or one that looks the same. */
    USERNAME("The password is the username: choose another one."),
    /** It is one that everybody tries first. */
    COMMON("The password is one that everybody tries first: choose another one.");

    private final String sentence;

    PasswordFault(String sentence) {
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }
}
