package dev.latchkey.auth.jose;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** JWTs spelled out by hand, for what no library would write. */
final class RawJwt {
    private RawJwt() {}

    /** Signs this very header and payload with ES256. */
    static String signed(SigningKey key, String header, String payload) throws Exception {
        String input = segment(header) + "." + segment(payload);
        return input + "."
                + new ECDSASigner(ECKey.parse(key.toPrivateJwk()))
                        .sign(new JWSHeader(JWSAlgorithm.ES256), input.getBytes(StandardCharsets.US_ASCII));
    }

    static String segment(String json) {
        return segment(json.getBytes(StandardCharsets.UTF_8));
    }

    static String segment(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
