package dev.latchkey.provider.protocol;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A {@code grant_type} (RFC 6749 §1.3, §4.5).
 *
 * @param value the word on the wire: letters, digits and {@code _ - . : /}
 */
public record GrantType(String value) {
    // First: the constants below are checked by it.
    private static final Pattern SYNTAX = Pattern.compile("[A-Za-z0-9_.:/-]{1,100}");

    private static final Pattern EXTENSION = Pattern.compile("(urn:|https://)[A-Za-z0-9_.:/-]{1,90}");
    private static final String URN = "urn:ietf:params:oauth:grant-type:";

    public static final GrantType AUTHORIZATION_CODE = new GrantType("authorization_code");
    public static final GrantType CLIENT_CREDENTIALS = new GrantType("client_credentials");
    public static final GrantType PASSWORD = new GrantType("password");
    public static final GrantType REFRESH_TOKEN = new GrantType("refresh_token");
    /** Tokens from the authorization endpoint (RFC 6749 §4.2); no client uses it at the token endpoint. */
    public static final GrantType IMPLICIT = new GrantType("implicit");

    public static final GrantType DEVICE_CODE = new GrantType(URN + "device_code");

    private static final List<GrantType> KNOWN =
            List.of(AUTHORIZATION_CODE, CLIENT_CREDENTIALS, PASSWORD, REFRESH_TOKEN, DEVICE_CODE);

    public GrantType {
        if (!SYNTAX.matcher(value).matches()) {
            throw new IllegalArgumentException("A grant type is a short word or a URN.");
        }
    }

    /**
     * The grant type a person means: the word on the wire, {@code device_code} for the device flow, or an absolute URI
     * of an extension (RFC 6749 §4.5).
     *
     * @throws IllegalArgumentException with a sentence that lists the known words
     */
    public static GrantType named(String name) {
        if (EXTENSION.matcher(name).matches()) {
            return new GrantType(name);
        }
        return KNOWN.stream()
                .filter(type -> type.value.equals(name) || type.value.equals(URN + name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "\"" + name + "\" is not a grant type. Use one of authorization_code, client_credentials,"
                                + " password, refresh_token, device_code."));
    }

    /** Whether a grant of this type stands for a person, so that a refresh token makes sense. */
    public boolean actsForUser() {
        return !equals(CLIENT_CREDENTIALS);
    }

    @Override
    public String toString() {
        return value;
    }
}
