package dev.latchkey.auth.introspection;

import dev.latchkey.auth.jose.JwtSigner;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;

/** How the API authenticates as a client of the issuer (RFC 6749 section 2.3, RFC 7523); its text form shows no secret. */
public interface ClientAuthentication {
    /** Headers to send with a request. */
    Map<String, String> headers();

    /** Parameters to send with a request. */
    Map<String, String> parameters();

    /** By {@code client_secret_basic}: identifier and secret in the header, form-encoded first. */
    static ClientAuthentication basic(String clientId, String secret) {
        byte[] pair = (encoded(clientId) + ":" + encoded(secret)).getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers =
                Map.of("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
        return new Fixed("client_secret_basic", headers, Map.of());
    }

    /** By {@code client_secret_post}: identifier and secret in the form. */
    static ClientAuthentication post(String clientId, String secret) {
        return new Fixed("client_secret_post", Map.of(), Map.of("client_id", clientId, "client_secret", secret));
    }

    /**
     * By {@code private_key_jwt}: an assertion for this issuer alone, good for a minute, made anew for each request
     * (RFC 7523 section 3).
     */
    static ClientAuthentication privateKeyJwt(String clientId, String issuer, JwtSigner signer, InstantSource clock) {
        return new Assertion(clientId, issuer, signer, clock);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The same with each request. */
    record Fixed(String method, Map<String, String> headers, Map<String, String> parameters)
            implements ClientAuthentication {
        @Override
        public String toString() {
            return "ClientAuthentication[" + method + "]";
        }
    }

    /** Signed with each request. */
    record Assertion(String clientId, String issuer, JwtSigner signer, InstantSource clock)
            implements ClientAuthentication {
        private static final SecureRandom RANDOM = new SecureRandom();
        private static final long LIFETIME_SECONDS = 60;
        private static final int JTI_BYTES = 16;

        @Override
        public Map<String, String> headers() {
            return Map.of();
        }

        @Override
        public Map<String, String> parameters() {
            return Map.of(
                    "client_id",
                    clientId,
                    "client_assertion_type",
                    "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                    "client_assertion",
                    assertion());
        }

        private String assertion() {
            Instant now = clock.instant();
            byte[] jti = new byte[JTI_BYTES];
            RANDOM.nextBytes(jti);
            return signer.sign(
                    "client-authentication+jwt",
                    Map.of(
                            "iss",
                            clientId,
                            "sub",
                            clientId,
                            "aud",
                            issuer,
                            "jti",
                            Base64.getUrlEncoder().withoutPadding().encodeToString(jti),
                            "iat",
                            now.getEpochSecond(),
                            "exp",
                            now.getEpochSecond() + LIFETIME_SECONDS));
        }

        @Override
        public String toString() {
            return "ClientAuthentication[private_key_jwt]";
        }
    }
}
