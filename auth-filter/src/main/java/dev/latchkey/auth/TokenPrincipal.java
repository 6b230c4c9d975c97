package dev.latchkey.auth;

import java.security.Principal;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whom a valid access token stands for and what it allows; immutable, safe to share between requests. */
public final class TokenPrincipal implements Principal {
    private static final String SERVICE_ACCOUNT_PREFIX = "service-account-";

    private final Map<String, Object> claims;
    private final String subject;
    private final String clientId;
    private final @Nullable String username;
    private final ScopeSet scopes;
    private final String issuer;
    private final Instant expiresAt;
    private final Set<String> roles;

    private TokenPrincipal(Map<String, ?> given, ClaimNames names) {
        this.claims = frozen(given);
        this.subject = required("sub", claims.get("sub"));
        this.clientId = required("client_id", names.clientIdOf(claims).orElse(null));
        this.username = usernameOf(names.usernameOf(claims).orElse(null), clientId);
        this.scopes = scopesOf(names.scopeOf(claims).orElse(""), names.scopeLists());
        this.issuer = required("iss", claims.get("iss"));
        this.expiresAt = expiryOf(claims.get("exp"));
        this.roles = rolesOf(names.rolesOf(claims).orElse(null));
    }

    /**
     * Reads the claims of a judged token, a JWT's (RFC 9068 section 2.2) or an introspection answer's (RFC 7662).
     *
     * @throws IllegalArgumentException if {@code sub}, {@code client_id}, {@code iss} or {@code exp} is missing, or one
     *     of them or {@code scope} is not of its type
     */
    public static TokenPrincipal fromClaims(Map<String, ?> claims) {
        return fromClaims(claims, ClaimNames.STANDARD);
    }

    /**
     * Reads the claims of a judged token of an issuer that has names of its own for them.
     *
     * @throws IllegalArgumentException as {@link #fromClaims(Map)} does
     */
    public static TokenPrincipal fromClaims(Map<String, ?> claims, ClaimNames names) {
        return new TokenPrincipal(claims, names);
    }

    /** The user's name, or the subject where the token names none. */
    @Override
    public String getName() {
        return username().orElse(subject);
    }

    /** The issuer's identifier of the user or, for a token without one, of the client ({@code sub}). */
    public String subject() {
        return subject;
    }

    /** The client the token was issued to ({@code client_id}). */
    public String clientId() {
        return clientId;
    }

    /** The user's name as the issuer knows it ({@code username}), if the token carries one. */
    public Optional<String> username() {
        return Optional.ofNullable(username);
    }

    /** What the token allows ({@code scope}); empty if it carries none. */
    public ScopeSet scopes() {
        return scopes;
    }

    /** The roles the token names ({@code roles}, or the claim that is configured); empty if it names none. */
    public Set<String> roles() {
        return roles;
    }

    /** Who issued the token ({@code iss}). */
    public String issuer() {
        return issuer;
    }

    /** From this instant on the token is no longer good ({@code exp}). */
    public Instant expiresAt() {
        return expiresAt;
    }

    /** All claims of the token, unmodifiable all the way down; members that are null are left out. */
    public Map<String, Object> claims() {
        return claims;
    }

    /**
     * Whether the token stands for a user: it names one, and its subject is not the client.
     *
     * <p>A client may have chosen its identifier to look like a user's (RFC 9700 section 4.15), so both are asked.
     */
    public boolean isUser() {
        return username != null && !subject.equals(clientId);
    }

    /** Names the principal without its claims. */
    @Override
    public String toString() {
        return "TokenPrincipal[subject=" + subject + ", clientId=" + clientId + ", scopes=" + scopes + "]";
    }

    private static String required(String claim, @Nullable Object value) {
        if (value instanceof String text && !text.isBlank()) {
            return text;
        }
        throw new IllegalArgumentException("The claim " + claim + " must be a string that is not empty.");
    }

    // Keycloak gives an application's own token a user's name made of this prefix and the client's id.
    private static @Nullable String usernameOf(@Nullable Object value, String clientId) {
        boolean named = value instanceof String name
                && !name.isEmpty()
                && !name.equalsIgnoreCase(SERVICE_ACCOUNT_PREFIX + clientId);
        return named ? (String) value : null;
    }

    private static ScopeSet scopesOf(Object scope, boolean listAllowed) {
        if (listAllowed && scope instanceof List<?> list) {
            return ScopeSet.of(list.stream().map(TokenPrincipal::scopeToken).toList());
        }
        String text = scopeToken(scope);
        return text.isEmpty() ? ScopeSet.empty() : ScopeSet.parse(text);
    }

    private static String scopeToken(Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("The claim scope must be a string.");
    }

    // Whatever is no text is no role.
    private static Set<String> rolesOf(@Nullable Object value) {
        return value instanceof List<?> list
                ? list.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }

    private static Instant expiryOf(@Nullable Object exp) {
        if (exp instanceof Number seconds) {
            return Instant.ofEpochSecond(seconds.longValue());
        }
        throw new IllegalArgumentException("The claim exp must be a number: seconds since the epoch.");
    }

    private static Map<String, Object> frozen(Map<?, ?> claims) {
        Map<String, Object> copy = new LinkedHashMap<>();
        claims.forEach((name, value) -> {
            if (value != null) {
                copy.put(String.valueOf(name), frozenValue(value));
            }
        });
        return Collections.unmodifiableMap(copy);
    }

    private static Object frozenValue(Object value) {
        if (value instanceof Map<?, ?> map) {
            return frozen(map);
        }
        if (value instanceof Collection<?> list) {
            return List.copyOf(list.stream()
                    .filter(Objects::nonNull)
                    .map(TokenPrincipal::frozenValue)
                    .toList());
        }
        return value;
    }
}
