package dev.latchkey.provider.protocol;

/** What a {@link Handle} stands for. Each kind is sealed with a key of its own, so that none passes for another. */
public enum HandleKind {
    REFRESH_TOKEN("rt"),
    /** An opaque access token of a grant. */
    ACCESS_TOKEN("at"),
    /** An opaque access token of a client itself. */
    CLIENT_ACCESS_TOKEN("ct"),
    AUTHORIZATION_CODE("ac"),
    /** What a device polls with (RFC 8628). */
    DEVICE_CODE("dc"),
    /** A pushed authorization request (RFC 9126). */
    PUSHED_REQUEST("pr"),
    /** A login session. */
    SESSION("se"),
    /** A browser before anybody has logged in with it; no row stands behind it. */
    BROWSER("br"),
    /** A form that makes one thing, however often it is sent; its row is what it makes. */
    FORM("fm");

    private final String prefix;
    private final String label;

    HandleKind(String word) {
        this.prefix = "lk_" + word + "_";
        this.label = "latchkey handle " + word;
    }

    /** How the text of such a handle begins: {@code lk_rt_}. */
    public String prefix() {
        return prefix;
    }

    /** Whether a client may revoke it (RFC 7009 §2): the tokens, not what they are got by. */
    public boolean isToken() {
        return this == REFRESH_TOKEN || this == ACCESS_TOKEN || this == CLIENT_ACCESS_TOKEN;
    }

    /** The HKDF label of its key. */
    String label() {
        return label;
    }
}
