package dev.latchkey.provider;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/** Makes the keys and assertions of clients with a library that is not ours (RFC 7523). */
public final class Assertions {
    public static final String ISSUER = "http://localhost:8000/o";
    public static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    public static final ECKey EC = ec("ec-1");
    public static final RSAKey RSA = rsa("rsa-1", 2048);

    private Assertions() {}

    public static ECKey ec(String keyId) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(keyId).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public static RSAKey rsa(String keyId, int bits) {
        try {
            return new RSAKeyGenerator(bits, true).keyID(keyId).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String jwks(JWK... keys) {
        return new JWKSet(java.util.List.of(keys)).toString(true);
    }

    /** Good claims: for the issuer, one minute, a fresh id. */
    public static JWTClaimsSet.Builder claims(String client, Instant now) {
        return new JWTClaimsSet.Builder()
                .issuer(client)
                .subject(client)
                .audience(ISSUER)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(60)))
                .jwtID(UUID.randomUUID().toString());
    }

    public static String signed(JWK key, JWTClaimsSet claims) {
        return signed(header(key).build(), key, claims);
    }

    public static JWSHeader.Builder header(JWK key) {
        JWSAlgorithm algorithm = key instanceof ECKey ? JWSAlgorithm.ES256 : JWSAlgorithm.RS256;
        return new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).type(JOSEObjectType.JWT);
    }

    public static String signed(JWSHeader header, JWK key, JWTClaimsSet claims) {
        try {
            return signed(
                    header, key instanceof ECKey ec ? new ECDSASigner(ec) : new RSASSASigner(key.toRSAKey()), claims);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String authenticated(String secret, JWTClaimsSet claims) {
        try {
            return signed(new JWSHeader(JWSAlgorithm.HS256), new MACSigner(secret), claims);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String signed(JWSHeader header, JWSSigner signer, JWTClaimsSet claims) throws JOSEException {
        SignedJWT jwt = new SignedJWT(header, claims);
        jwt.sign(signer);
        return jwt.serialize();
    }
}
