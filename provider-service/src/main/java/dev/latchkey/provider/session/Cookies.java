package dev.latchkey.provider.session;

/**
 * The names and attributes of the provider's cookies (RFC 6265bis): invisible to scripts, not sent with foreign POSTs,
 * and over https bound to this very host ({@code __Host-}).
 */
public final class Cookies {
    private static final String ATTRIBUTES = "; Path=/; HttpOnly; SameSite=Lax";

    private final boolean https;

    /** Cookies for an issuer that is {@code https}, or not. */
    public Cookies(boolean https) {
        this.https = https;
    }

    /** The name of the cookie that carries a login session. */
    public String session() {
        return name("latchkey-session");
    }

    /** The name of the cookie that tells a browser apart before anybody logs in. */
    public String browser() {
        return name("latchkey-browser");
    }

    /** The name of the cookie that carries the language a person chose. */
    public String language() {
        return name("latchkey-language");
    }

    private String name(String plain) {
        return https ? "__Host-" + plain : plain;
    }

    /** The {@code Set-Cookie} header that sets a cookie until the browser is closed. */
    public String set(String name, String value) {
        return name + "=" + value + ATTRIBUTES + (https ? "; Secure" : "");
    }

    /** The {@code Set-Cookie} header that sets a cookie for a year. */
    public String setForAYear(String name, String value) {
        return set(name, value) + "; Max-Age=31536000";
    }

    /** The {@code Set-Cookie} header that removes a cookie. */
    public String remove(String name) {
        return set(name, "") + "; Max-Age=0";
    }
}
