package dev.latchkey.sample.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A client's assertion about itself, signed with its secret (RFC 7523, HS256). */
final class SignedAssertion {
    private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final int LIFETIME_SECONDS = 60;

    private SignedAssertion() {}

    /** A new one, good for a minute. */
    static String of(Ground.Client client, String issuer) throws GeneralSecurityException {
        long now = Instant.now().getEpochSecond();
        String claims = "{\"iss\":\"" + client.id() + "\",\"sub\":\"" + client.id() + "\",\"aud\":\"" + issuer
                + "\",\"iat\":" + now + ",\"exp\":" + (now + LIFETIME_SECONDS) + ",\"jti\":\"" + UUID.randomUUID()
                + "\"}";
        String content =
                base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(UTF_8)) + "." + base64(claims.getBytes(UTF_8));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(client.secret().getBytes(UTF_8), "HmacSHA256"));
        return content + "." + base64(mac.doFinal(content.getBytes(UTF_8)));
    }

    /** The token request that it authenticates. */
    static String form(String assertion) {
        return Caller.form(
                "grant_type", "client_credentials", "client_assertion_type", TYPE, "client_assertion", assertion);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
