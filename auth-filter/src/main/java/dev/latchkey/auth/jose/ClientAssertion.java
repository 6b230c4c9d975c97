package dev.latchkey.auth.jose;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JWT by which a client authenticates (RFC 7523 section 3), taken apart but not yet believed: it gives its claims only
 * against a key. Keys and addresses in its header are refused, not followed.
 */
public final class ClientAssertion {
    private static final int MAX_LENGTH = 8_192;
    private static final String HS256 = "HS256";
    private static final Set<String> TYPES = Set.of("jwt", "client-authentication+jwt");
    private static final Set<String> REFUSED_MEMBERS = Set.of("crit", "b64", "jwk", "jku", "x5u", "x5c");
    private static final Set<String> ALGORITHMS = Set.of(HS256, "ES256", "RS256");

    private final CompactJwt jwt;
    private final Map<String, Object> claims;
    private final String algorithm;

    private ClientAssertion(CompactJwt jwt, String algorithm) throws MalformedJwtException {
        this.jwt = jwt;
        this.claims = jwt.claims();
        this.algorithm = algorithm;
    }

    /** Takes a compact JWS apart; empty unless its form, type and algorithm are those of an assertion. */
    public static Optional<ClientAssertion> parse(String token) {
        try {
            CompactJwt jwt = CompactJwt.parse(token, MAX_LENGTH);
            String algorithm = String.valueOf(jwt.header().get("alg"));
            boolean good = ALGORITHMS.contains(algorithm)
                    && isType(jwt.header().get("typ"))
                    && Collections.disjoint(jwt.header().keySet(), REFUSED_MEMBERS);
            return good ? Optional.of(new ClientAssertion(jwt, algorithm)) : Optional.empty();
        } catch (MalformedJwtException e) {
            return Optional.empty();
        }
    }

    // RFC 7515 section 4.1.9: optional, a media type, compared without case, "application/" may be left out.
    private static boolean isType(@Nullable Object typ) {
        String type = typ instanceof String text ? text.toLowerCase(Locale.ROOT) : "";
        return typ == null || TYPES.contains(type.replaceFirst("^application/", ""));
    }

    /** Whom it claims to be from, which proves nothing yet. */
    public Optional<String> claimedSubject() {
        return claims.get("sub") instanceof String subject ? Optional.of(subject) : Optional.empty();
    }

    /** Whether it claims to be authenticated by a shared secret (HS256) rather than signed by a private key. */
    public boolean isBySecret() {
        return algorithm.equals(HS256);
    }

    /** Whether {@code keys} has the key that it names; without a {@code kid} the only one of its algorithm. */
    public boolean namesOneOf(PublicKeySet keys) {
        return key(keys).isPresent();
    }

    /** The claims, if one of {@code keys} signed them. */
    public Optional<Map<String, Object>> claimsSignedBy(PublicKeySet keys) {
        return key(keys).filter(this::isSignedBy).map(key -> claims);
    }

    /** The claims, if {@code secret} authenticates them; a secret under 32 bytes never does (RFC 7518 section 3.2). */
    public Optional<Map<String, Object>> claimsAuthenticatedBy(String secret) {
        return isBySecret() && matches(secret.getBytes(StandardCharsets.UTF_8))
                ? Optional.of(claims)
                : Optional.empty();
    }

    private Optional<VerificationKey> key(PublicKeySet keys) {
        if (isBySecret()) {
            return Optional.empty();
        }
        SigningAlgorithm wanted = SigningAlgorithm.valueOf(algorithm);
        Object keyId = jwt.header().get("kid");
        return keyId == null ? keys.only(wanted) : keys.find(String.valueOf(keyId), wanted);
    }

    private boolean isSignedBy(VerificationKey key) {
        try {
            return key.verifies(jwt.signingInput(), jwt.signature());
        } catch (MalformedJwtException e) {
            return false;
        }
    }

    private boolean matches(byte[] secret) {
        try {
            return new MACVerifier(secret)
                    .verify(new JWSHeader(JWSAlgorithm.HS256), jwt.signingInput(), new Base64URL(jwt.signature()));
        } catch (JOSEException | MalformedJwtException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "ClientAssertion[" + algorithm + "]";
    }
}
