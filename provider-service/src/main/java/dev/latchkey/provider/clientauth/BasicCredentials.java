package dev.latchkey.provider.clientauth;

import dev.latchkey.provider.client.ClientAuthenticationMethod;
import dev.latchkey.provider.protocol.OAuthException;
import dev.latchkey.provider.protocol.Parameters;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Credentials in the header: HTTP Basic, each part form-encoded (RFC 7617 §2, RFC 6749 §2.3.1). */
final class BasicCredentials {
    private static final int MAX_LENGTH = 4_096;
    private static final String SCHEME = "basic ";

    private BasicCredentials() {}

    static PresentedCredentials read(String header) {
        return pair(header)
                .flatMap(BasicCredentials::parts)
                .orElseGet(() -> PresentedCredentials.unreadable(
                        ClientAuthenticationMethod.CLIENT_SECRET_BASIC, "malformed Basic credentials", true));
    }

    // The decoder takes the alphabet of RFC 4648 section 4 and nothing else.
    private static Optional<String> pair(String header) {
        if (header.length() > MAX_LENGTH || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        try {
            byte[] pair = Base64.getDecoder().decode(header.substring(endOfSpaces(header)));
            return Optional.of(new String(pair, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static int endOfSpaces(String header) {
        int end = SCHEME.length();
        while (end < header.length() && header.charAt(end) == ' ') {
            end++;
        }
        return end;
    }

    private static Optional<PresentedCredentials> parts(String pair) {
        int colon = pair.indexOf(':');
        if (colon < 0 || colon == pair.length() - 1) {
            return Optional.empty();
        }
        try {
            String clientId = Parameters.decode(pair.substring(0, colon));
            String secret = Parameters.decode(pair.substring(colon + 1));
            return Optional.of(new PresentedCredentials(
                    ClientAuthenticationMethod.CLIENT_SECRET_BASIC, clientId, secret, null, true, null));
        } catch (OAuthException e) {
            return Optional.empty();
        }
    }
}
