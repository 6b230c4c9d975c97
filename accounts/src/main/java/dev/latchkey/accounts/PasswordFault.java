package dev.latchkey.accounts;

/** Why a password may not be chosen; {@link PasswordPolicy#sentence} says it in English. */
public enum PasswordFault {
    /** It has fewer characters than the policy asks for. */
    SHORT,
    /** It holds half of a character, a lone UTF-16 surrogate. */
    MALFORMED,
    /** It has more bytes than are ever checked. */
    LONG,
    /** It is the username, in this spelling or one that looks the same. */
    USERNAME,
    /** It is one that everybody tries first. */
    COMMON
}
