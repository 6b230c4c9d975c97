package dev.latchkey.provider.client;

/** How a client proves who it is, by the names of the IANA registry (RFC 7591 §2, RFC 8414 §2). */
public enum ClientAuthenticationMethod {
    CLIENT_SECRET_BASIC("client_secret_basic"),
    CLIENT_SECRET_POST("client_secret_post"),
    NONE("none");

    private final String word;

    ClientAuthenticationMethod(String word) {
        this.word = word;
    }

    /** The registered name. */
    public String word() {
        return word;
    }
}
