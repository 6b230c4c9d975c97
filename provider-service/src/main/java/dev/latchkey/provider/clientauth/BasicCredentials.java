package dev.latchkey.provider.clientauth;

import dev.latchkey.provider.client.ClientAuthenticationMethod;
import dev.latchkey.provider.protocol.OAuthException;
import dev.latchkey.provider.protocol.Parameters;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Credentials in the header: HTTP Basic, each part form-encoded (RFC 7617 §2, RFC 6749 §2.3.1). */
final class BasicCredentials {
    private static final int MAX_LENGTH = 4_096;
    private static final String SCHEME = "basic ";

    private BasicCredentials() {}

    static PresentedCredentials read(String header) {
        if (header.length() > MAX_LENGTH || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw malformed();
        }
        String pair = decode(header.substring(endOfSpaces(header)));
        int colon = pair.indexOf(':');
        if (colon < 0 || colon == pair.length() - 1) {
            throw malformed();
        }
        return new PresentedCredentials(
                ClientAuthenticationMethod.CLIENT_SECRET_BASIC,
                part(pair.substring(0, colon)),
                part(pair.substring(colon + 1)),
                null,
                true);
    }

    private static int endOfSpaces(String header) {
        int end = SCHEME.length();
        while (end < header.length() && header.charAt(end) == ' ') {
            end++;
        }
        return end;
    }

    // The decoder takes the alphabet of RFC 4648 section 4 and nothing else.
    private static String decode(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
    }

    private static String part(String encoded) {
        try {
            return Parameters.decode(encoded);
        } catch (OAuthException e) {
            throw malformed();
        }
    }

    private static OAuthException malformed() {
        return OAuthException.invalidClient("malformed Basic credentials", true);
    }
}
