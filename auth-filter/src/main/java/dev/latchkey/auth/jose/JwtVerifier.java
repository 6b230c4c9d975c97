package dev.latchkey.auth.jose;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Checks form, type and signature of JWTs (RFC 7515, RFC 8725); thread-safe.
 *
 * <p>Of the header only {@code typ}, {@code alg} and {@code kid} are read: keys or addresses in it are never followed.
 */
public final class JwtVerifier {
    /** The longest access token that is read, in characters. */
    public static final int DEFAULT_MAX_LENGTH = 16_384;

    private static final String MEDIA_TYPE_PREFIX = "application/";

    private final JwkSource keys;
    private final Map<String, SigningAlgorithm> algorithms;
    private final Set<String> types;
    private final int maxLength;

    /**
     * Accepts JWTs of these algorithms and types only.
     *
     * @param keys where the issuer's keys come from
     * @param algorithms the allow-list; a key is only used with its own algorithm
     * @param types the accepted {@code typ} values without {@code application/}, in lower case; an empty one stands for
     *     a header without {@code typ}
     */
    public JwtVerifier(JwkSource keys, Collection<SigningAlgorithm> algorithms, Set<String> types) {
        this(keys, algorithms, types, DEFAULT_MAX_LENGTH);
    }

    /**
     * Accepts JWTs of these algorithms and types up to a length of one's own.
     *
     * @param maxLength the number of characters beyond which a JWT is refused unread
     */
    public JwtVerifier(JwkSource keys, Collection<SigningAlgorithm> algorithms, Set<String> types, int maxLength) {
        this.keys = keys;
        this.algorithms =
                algorithms.stream().distinct().collect(Collectors.toUnmodifiableMap(Enum::name, value -> value));
        this.types = Set.copyOf(types);
        this.maxLength = maxLength;
    }

    /** Checks a JWT in compact form. */
    public JwtVerification verify(String token) {
        try {
            return verify(CompactJwt.parse(token, maxLength));
        } catch (MalformedJwtException e) {
            return new JwtVerification.Refused(e.reason());
        }
    }

    private JwtVerification verify(CompactJwt jwt) throws MalformedJwtException {
        Map<String, Object> header = jwt.header();
        requireType(header.get("typ"));
        jwt.requireNoExtensions();
        KeyLookup lookup = keys.find(keyId(header.get("kid")), algorithm(header.get("alg")));
        if (lookup instanceof KeyLookup.Found found) {
            return verify(jwt, found.key());
        }
        return lookup instanceof KeyLookup.Unavailable
                ? new JwtVerification.KeysUnavailable()
                : new JwtVerification.Refused("the issuer has no key of this kid and alg");
    }

    private static JwtVerification verify(CompactJwt jwt, VerificationKey key) throws MalformedJwtException {
        return key.verifies(jwt.signingInput(), jwt.signature())
                ? new JwtVerification.Verified(jwt.claims())
                : new JwtVerification.Refused("the signature does not match");
    }

    // RFC 7515 section 4.1.9: a media type, compared without case, "application/" may be left out.
    private void requireType(@Nullable Object typ) throws MalformedJwtException {
        String type = typ == null ? "" : typ instanceof String text ? text.toLowerCase(Locale.ROOT) : "no text";
        String shortType = type.startsWith(MEDIA_TYPE_PREFIX) ? type.substring(MEDIA_TYPE_PREFIX.length()) : type;
        if (!types.contains(shortType)) {
            throw new MalformedJwtException("typ is none of the accepted ones");
        }
    }

    private SigningAlgorithm algorithm(@Nullable Object alg) throws MalformedJwtException {
        SigningAlgorithm algorithm = alg instanceof String name ? algorithms.get(name) : null;
        if (algorithm == null) {
            throw new MalformedJwtException("alg is not on the allow-list");
        }
        return algorithm;
    }

    private static String keyId(@Nullable Object kid) throws MalformedJwtException {
        if (kid instanceof String text && !text.isEmpty()) {
            return text;
        }
        throw new MalformedJwtException("no kid in the header");
    }
}
