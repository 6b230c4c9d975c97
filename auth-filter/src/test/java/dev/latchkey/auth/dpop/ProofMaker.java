package dev.latchkey.auth.dpop;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.latchkey.auth.PresentedToken;
import dev.latchkey.auth.jose.SigningAlgorithm;
import dev.latchkey.auth.jose.SigningKey;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Makes proofs as a client does, and such as no client should: "-" removes a header member or claim. */
public final class ProofMaker {
    private final JWK key;
    private final InstantSource clock;

    /** A client with a new key. */
    public ProofMaker(SigningAlgorithm algorithm, InstantSource clock) {
        try {
            this.key = JWK.parse(SigningKey.generate(algorithm).toPrivateJwk());
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
        this.clock = clock;
    }

    /** The value of {@code cnf.jkt}. */
    public String thumbprint() {
        try {
            return key.computeThumbprint().toString();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The private key as JSON members. */
    public Map<String, Object> privateKey() {
        return key.toJSONObject();
    }

    /** A good proof. */
    public String proof(String method, String uri, String token) {
        return proof(method, uri, token, Map.of(), Map.of());
    }

    /** A proof with these header members and claims instead of or besides the good ones. */
    public String proof(
            String method, String uri, String token, Map<String, ?> headerChanges, Map<String, ?> claimChanges) {
        Map<String, Object> claims = new HashMap<>(Map.of(
                "jti",
                UUID.randomUUID().toString(),
                "htm",
                method,
                "htu",
                uri,
                "iat",
                clock.instant().getEpochSecond(),
                "ath",
                Base64URL.encode(new PresentedToken(token).sha256()).toString()));
        return sign(header(headerChanges), changed(claims, claimChanges));
    }

    private Map<String, Object> header(Map<String, ?> changes) {
        Map<String, Object> jwk = key.toPublicJWK().toJSONObject();
        jwk.keySet().removeAll(List.of("kid", "use", "alg"));
        return changed(
                new HashMap<>(
                        Map.of("typ", "dpop+jwt", "alg", key.getAlgorithm().getName(), "jwk", jwk)),
                changes);
    }

    private static Map<String, Object> changed(Map<String, Object> members, Map<String, ?> changes) {
        members.putAll(changes);
        members.values().removeIf("-"::equals);
        return members;
    }

    private String sign(Map<String, Object> header, Map<String, Object> claims) {
        String input = Base64URL.encode(JSONObjectUtils.toJSONString(header)) + "."
                + Base64URL.encode(JSONObjectUtils.toJSONString(claims));
        byte[] bytes = input.getBytes(StandardCharsets.US_ASCII);
        try {
            Base64URL signature = key instanceof ECKey ec
                    ? new ECDSASigner(ec).sign(new JWSHeader(JWSAlgorithm.ES256), bytes)
                    : new RSASSASigner((RSAKey) key).sign(new JWSHeader(JWSAlgorithm.RS256), bytes);
            return input + "." + signature;
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
