package dev.latchkey.auth.bearer;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where a token's roles are: a claim, or by dots a member of one, such as {@code realm_access.roles}. */
final class RolesClaim {
    private final String path;

    RolesClaim(String path) {
        this.path = path;
    }

    /** The roles of a token; none where the claim is missing or not a text or a list. */
    Set<String> of(Map<String, Object> claims) {
        Object value = find(claims);
        if (value instanceof String role) {
            return Set.of(role);
        }
        return value instanceof Collection<?> roles
                ? roles.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }

    // Whole first: names such as https://example.com/roles have dots of their own.
    private @Nullable Object find(Map<String, Object> claims) {
        if (claims.containsKey(path)) {
            return claims.get(path);
        }
        Object value = claims;
        for (String member : path.split("\\.", -1)) {
            value = value instanceof Map<?, ?> map ? map.get(member) : null;
        }
        return value;
    }
}
