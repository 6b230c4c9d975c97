package dev.latchkey.auth.testing;

import dev.latchkey.auth.PresentedToken;
import dev.latchkey.auth.jose.JwtSigner;
import dev.latchkey.auth.jose.SigningAlgorithm;
import dev.latchkey.auth.jose.SigningKey;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * A client's key for DPoP (RFC 9449): bind tokens to it with {@link TestToken#boundTo} and send each of them with a proof
 * of its own in the header {@code DPoP}.
 */
public final class TestDpopKey {
    private static final String TYPE = "dpop+jwt";

    private final SigningKey key = SigningKey.generate(SigningAlgorithm.ES256);
    private final JwtSigner signer = new JwtSigner(key);
    private final InstantSource clock;

    /** Makes a key whose proofs go by the system's clock. */
    public TestDpopKey() {
        this(InstantSource.system());
    }

    /** Makes a key whose proofs go by a clock of one's own, the same as the API's. */
    public TestDpopKey(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * The value of the header {@code DPoP} for one request.
     *
     * @param method the HTTP method
     * @param uri what is asked for, as clients see it: scheme, host and port as in the API's {@code dpop.uri}, by default
     *     those of its audience
     * @param token the access token that is sent along
     */
    public String proof(String method, String uri, String token) {
        return proof(method, uri, token, Map.of());
    }

    /**
     * A proof with other claims.
     *
     * @param changes claims instead of or besides the usual ones, such as {@code nonce} or an old {@code iat}
     */
    public String proof(String method, String uri, String token, Map<String, ?> changes) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("jti", UUID.randomUUID().toString());
        claims.put("htm", method);
        claims.put("htu", uri);
        claims.put("iat", clock.instant().getEpochSecond());
        claims.put("ath", digest(token));
        claims.putAll(changes);
        return signer.signProof(TYPE, claims);
    }

    /** The SHA-256 thumbprint of the public key (RFC 7638), which bound tokens carry in {@code cnf.jkt}. */
    public String thumbprint() {
        return key.keyId();
    }

    private static String digest(String token) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(new PresentedToken(token).sha256());
    }
}
