package dev.latchkey.auth.jose;

import com.nimbusds.jose.JWSAlgorithm;

/** The signature algorithms Latchkey signs with and accepts (RFC 7518 section 3.1); there is no other. */
public enum SigningAlgorithm {
    /** ECDSA on P-256 with SHA-256. */
    ES256,
    /** RSASSA-PKCS1-v1_5 with SHA-256, keys of 2048 bits or more. */
    RS256;

    JWSAlgorithm jws() {
        return JWSAlgorithm.parse(name());
    }
}
