package dev.latchkey.auth;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Under which names an issuer's tokens carry what RFC 9068 gives one name. Of several names the first one that is there
 * counts. A name with dots is a path into nested objects, such as {@code realm_access.roles}, unless a claim of that very
 * name is there.
 *
 * @param clientId the client the token was issued to
 * @param scope what the token allows
 * @param username the user's name
 * @param roles the roles of whom the token stands for, a list of texts
 * @param scopeLists whether the scope may be a list of scope tokens besides one text
 */
public record ClaimNames(
        List<String> clientId, List<String> scope, List<String> username, List<String> roles, boolean scopeLists) {
    /** The names of RFC 9068 section 2.2 and of Latchkey. */
    public static final ClaimNames STANDARD =
            new ClaimNames(List.of("client_id"), List.of("scope"), List.of("username"), List.of("roles"), false);

    /** The names that are in use where RFC 9068 is not followed. */
    public static final ClaimNames COMMON = new ClaimNames(
            List.of("client_id", "azp", "appid", "cid"),
            List.of("scope", "scp"),
            List.of("username", "preferred_username"),
            List.of("roles"),
            true);

    /** Copies the lists. */
    public ClaimNames {
        clientId = List.copyOf(clientId);
        scope = List.copyOf(scope);
        username = List.copyOf(username);
        roles = List.copyOf(roles);
    }

    /** What these claims have for the client, whatever its type. */
    public Optional<Object> clientIdOf(Map<String, ?> claims) {
        return first(clientId, claims);
    }

    /** What these claims have for the scope, whatever its type. */
    public Optional<Object> scopeOf(Map<String, ?> claims) {
        return first(scope, claims);
    }

    /** What these claims have for the user's name, whatever its type. */
    public Optional<Object> usernameOf(Map<String, ?> claims) {
        return first(username, claims);
    }

    /** What these claims have for the roles, whatever its type. */
    public Optional<Object> rolesOf(Map<String, ?> claims) {
        return first(roles, claims);
    }

    private static Optional<Object> first(List<String> names, Map<String, ?> claims) {
        return names.stream().flatMap(name -> find(name, claims).stream()).findFirst();
    }

    private static Optional<Object> find(String name, Map<?, ?> claims) {
        Object value = claims.get(name);
        int dot = name.indexOf('.');
        if (value != null || dot < 0) {
            return Optional.ofNullable(value);
        }
        return claims.get(name.substring(0, dot)) instanceof Map<?, ?> nested
                ? find(name.substring(dot + 1), nested)
                : Optional.empty();
    }
}
