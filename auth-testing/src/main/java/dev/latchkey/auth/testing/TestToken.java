package dev.latchkey.auth.testing;

import dev.latchkey.auth.TokenPrincipal;
import dev.latchkey.auth.jose.JwtSigner;
import dev.latchkey.auth.jose.SigningAlgorithm;
import dev.latchkey.auth.jose.SigningKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** An access token in the making (RFC 9068); each method returns a changed copy, so that a half-made one can be kept. */
public final class TestToken {
    private static final String TYPE = "at+jwt";
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private final TestIssuer issuer;
    private final Map<String, Object> changes;

    TestToken(TestIssuer issuer, Map<String, Object> changes) {
        this.issuer = issuer;
        this.changes = changes;
    }

    /** Gives the token these scopes, separated by single spaces. */
    public TestToken scope(String scope) {
        return claim("scope", scope);
    }

    /** Makes it the token of another user: {@code sub} and {@code username} are both this name. */
    public TestToken user(String name) {
        return subject(name).username(name);
    }

    /** Sets the issuer's identifier of the user ({@code sub}). */
    public TestToken subject(String subject) {
        return claim("sub", subject);
    }

    /** Sets the name of the user ({@code username}). */
    public TestToken username(String username) {
        return claim("username", username);
    }

    /** Sets the client the token was issued to ({@code client_id}). */
    public TestToken client(String clientId) {
        return claim("client_id", clientId);
    }

    /** Makes it an application's own token, as from client_credentials: its subject is the client, there is no user. */
    public TestToken withoutUser(String clientId) {
        return client(clientId).subject(clientId).without("username");
    }

    /** Sets the API the token is for ({@code aud}). */
    public TestToken audience(String audience) {
        return claim("aud", audience);
    }

    /** Makes it a token for another API. */
    public TestToken wrongAudience() {
        return audience("https://other-api.invalid");
    }

    /** Makes it a token that names another issuer, though this one signs it. */
    public TestToken foreignIssuer() {
        return claim("iss", "https://other-issuer.invalid");
    }

    /** Makes it a token that has just expired. */
    public TestToken expired() {
        return expiredSince(Duration.ofSeconds(1));
    }

    /** Lets it expire after this time from now. */
    public TestToken expiresIn(Duration lifetime) {
        return claim("exp", now() + lifetime.toSeconds());
    }

    /** Makes it a token that expired this long ago. */
    public TestToken expiredSince(Duration age) {
        return claim("iat", now() - age.plus(LIFETIME).toSeconds()).expiresIn(age.negated());
    }

    /** Gives it an entry of its own in the issuer's status list, so that {@link TestIssuer#revoke} can revoke it. */
    public TestToken revocable() {
        return claim("status", issuer.statusList().newEntry());
    }

    /** Binds it to a client's key (RFC 9449 section 6): it is good with a proof only, and never as Bearer. */
    public TestToken boundTo(TestDpopKey key) {
        return claim("cnf", Map.of("jkt", key.thumbprint()));
    }

    /** Sets any claim to a JSON value. */
    public TestToken claim(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(changes);
        more.put(name, value);
        return new TestToken(issuer, more);
    }

    /** Leaves a claim out. */
    public TestToken without(String name) {
        return claim(name, Missing.CLAIM);
    }

    /** The token, signed with the issuer's key. */
    public String sign() {
        return issuer.signer().sign(TYPE, claims());
    }

    /** The value of an {@code Authorization} header with the signed token. */
    public String authorization() {
        return "Bearer " + sign();
    }

    /** The token, signed with a key that is not the issuer's. */
    public String signWithForeignKey() {
        return new JwtSigner(SigningKey.generate(SigningAlgorithm.ES256)).sign(TYPE, claims());
    }

    /** The token signed as another type of JWT, such as {@code JWT} for an ID token. */
    public String signAs(String type) {
        return issuer.signer().sign(type, claims());
    }

    /** The token with {@code alg} {@code none} and an empty signature. */
    public String unsigned() {
        String header = "{\"alg\":\"none\",\"typ\":\"" + TYPE + "\"}";
        String segment =
                Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(StandardCharsets.UTF_8));
        String signed = sign();
        return segment + signed.substring(signed.indexOf('.'), signed.lastIndexOf('.') + 1);
    }

    /** What the API gets to see when it accepts the token; for tests without HTTP. */
    public TokenPrincipal principal() {
        return TokenPrincipal.fromClaims(claims());
    }

    private Map<String, Object> claims() {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", issuer.issuer());
        claims.put("aud", issuer.audience());
        claims.put("sub", "alice");
        claims.put("client_id", "test-client");
        claims.put("username", "alice");
        claims.put("iat", now());
        claims.put("exp", now() + LIFETIME.toSeconds());
        claims.putAll(changes);
        claims.values().removeIf(Missing.CLAIM::equals);
        return claims;
    }

    private long now() {
        return issuer.clock().instant().getEpochSecond();
    }

    /** Stands for a claim that is to be left out. */
    private enum Missing {
        CLAIM
    }
}
