package dev.latchkey.provider.protocol;

import java.util.Locale;

/** A rule that a redirect URI keeps to be registered. */
public enum RedirectUriRule {
    LENGTH("A redirect URI has at most 2000 characters."),
    CHARACTERS("A redirect URI is plain ASCII without spaces, wildcards, quotes or backslashes."),
    FRAGMENT("A redirect URI has no fragment: remove the # and what follows."),
    ABSOLUTE("A redirect URI is absolute: start it with https://."),
    SCHEME_CASE("Write the scheme of a redirect URI in lower case."),
    SCHEME(
            "Use https, http on a loopback address, or a private-use scheme with a dot such as com.example.app:/callback."),
    SYNTAX("This is not a URI: check its spelling."),
    HOST("A redirect URI names a host: https://app.example/callback."),
    HOST_CASE("Write the host of a redirect URI in lower case."),
    USER("A redirect URI has no user or password before the host."),
    EMPTY_PORT("A redirect URI has no empty port: remove the colon."),
    PORT("The port of a redirect URI is 1 to 65535, without leading zeros."),
    DOTS("A redirect URI has no . or .. in its path: write the path in full."),
    CLEAR("Plain http is for 127.0.0.1, [::1] and localhost only: use https.");

    private final String sentence;

    RedirectUriRule(String sentence) {
        this.sentence = sentence;
    }

    /** What to change, for developers. */
    public String sentence() {
        return sentence;
    }

    /** Its name in the texts of the pages. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
