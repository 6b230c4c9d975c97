package dev.latchkey.provider.client;

import java.util.Arrays;

/** How a client proves who it is, by the names of the IANA registry (RFC 7591 §2, RFC 8414 §2). */
public enum ClientAuthenticationMethod {
    CLIENT_SECRET_BASIC("client_secret_basic"),
    CLIENT_SECRET_POST("client_secret_post"),
    /** A JWT authenticated by the client's secret (OIDC Core §9, RFC 7523 §2.2). */
    CLIENT_SECRET_JWT("client_secret_jwt"),
    /** A JWT signed by the client's private key (OIDC Core §9, RFC 7523 §2.2). */
    PRIVATE_KEY_JWT("private_key_jwt"),
    NONE("none");

    private final String word;

    ClientAuthenticationMethod(String word) {
        this.word = word;
    }

    /**
     * The method of this registered name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static ClientAuthenticationMethod named(String word) {
        return Arrays.stream(values())
                .filter(method -> method.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"" + word + "\" is no client authentication method: "
                        + Arrays.stream(values())
                                .map(ClientAuthenticationMethod::word)
                                .toList() + " are."));
    }

    /** The registered name. */
    public String word() {
        return word;
    }
}
