package dev.latchkey.auth.jose;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Checks JWTs that carry the public key they are signed with, in their header {@code jwk} (RFC 9449 section 4.2);
 * thread-safe. They prove that their maker has the private key, and nothing else.
 */
public final class ProofVerifier {
    private static final int MAX_LENGTH = 8_192;

    private final String type;
    private final Map<String, SigningAlgorithm> algorithms;

    /**
     * Accepts proofs of one type.
     *
     * @param type the {@code typ} to the letter, such as {@code dpop+jwt}
     * @param algorithms the allow-list, asymmetric as all of them are
     */
    public ProofVerifier(String type, Collection<SigningAlgorithm> algorithms) {
        this.type = type;
        this.algorithms =
                algorithms.stream().distinct().collect(Collectors.toUnmodifiableMap(Enum::name, value -> value));
    }

    /** Checks a proof in compact form, up to 8 kB. */
    public ProofVerification verify(String proof) {
        try {
            return verify(CompactJwt.parse(proof, MAX_LENGTH));
        } catch (MalformedJwtException e) {
            return new ProofVerification.Refused(e.reason());
        }
    }

    private ProofVerification verify(CompactJwt jwt) throws MalformedJwtException {
        jwt.requireNoExtensions();
        require(type.equals(jwt.header().get("typ")), "typ is not " + type);
        SigningAlgorithm algorithm = algorithm(jwt.header().get("alg"));
        VerificationKey key = key(jwt.header().get("jwk"));
        require(key.algorithm() == algorithm, "alg is not that of the jwk");
        require(key.verifies(jwt.signingInput(), jwt.signature()), "the signature is not by the jwk");
        return new ProofVerification.Verified(jwt.claims(), key.keyId());
    }

    private SigningAlgorithm algorithm(@Nullable Object alg) throws MalformedJwtException {
        SigningAlgorithm algorithm = alg instanceof String name ? algorithms.get(name) : null;
        if (algorithm == null) {
            throw new MalformedJwtException("alg is not on the allow-list");
        }
        return algorithm;
    }

    private static VerificationKey key(@Nullable Object jwk) throws MalformedJwtException {
        if (!(jwk instanceof Map<?, ?> map)) {
            throw new MalformedJwtException("no jwk in the header");
        }
        Map<String, Object> members = new HashMap<>();
        map.forEach((name, value) -> members.put(String.valueOf(name), value));
        // A disclosed private key proves nothing (RFC 9449 section 4.3, check 7).
        require(Collections.disjoint(members.keySet(), PublicKeySet.SECRET_MEMBERS), "the jwk is private or symmetric");
        return VerificationKey.fromEmbeddedJwk(members)
                .orElseThrow(() -> new MalformedJwtException("the jwk is no usable P-256 or RSA key"));
    }

    private static void require(boolean holds, String reason) throws MalformedJwtException {
        if (!holds) {
            throw new MalformedJwtException(reason);
        }
    }
}
