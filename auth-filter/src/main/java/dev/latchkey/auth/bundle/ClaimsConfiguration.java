package dev.latchkey.auth.bundle;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonFormat.Feature;
import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.latchkey.auth.ClaimNames;
import jakarta.validation.constraints.AssertTrue;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The section {@code claims} of an issuer: under which names its tokens carry what RFC 9068 gives one name; one name or a
 * list, of which the first that is there counts, with dots for nested objects.
 *
 * @param clientId instead of {@code client_id}
 * @param scope instead of {@code scope}
 * @param username instead of {@code username}
 * @param roles instead of {@code roles}
 */
public record ClaimsConfiguration(
        @JsonFormat(with = Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @Nullable
        List<String> clientId,

        @JsonFormat(with = Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @Nullable
        List<String> scope,

        @JsonFormat(with = Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @Nullable
        List<String> username,

        @JsonFormat(with = Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @Nullable
        List<String> roles) {
    static final ClaimsConfiguration NONE = new ClaimsConfiguration(null, null, null, null);

    /** Whether each name that is given is a name. */
    @JsonIgnore
    @AssertTrue(message = "claims must be names such as azp, or paths such as realm_access.roles")
    public boolean isEachClaimNamed() {
        return Stream.of(clientId, scope, username, roles)
                .filter(Objects::nonNull)
                .noneMatch(names -> names.isEmpty() || names.stream().anyMatch(ClaimsConfiguration::isBlank));
    }

    private static boolean isBlank(@Nullable String name) {
        return name == null || name.isBlank();
    }

    ClaimNames over(ClaimNames usual) {
        return new ClaimNames(
                clientId == null ? usual.clientId() : clientId,
                scope == null ? usual.scope() : scope,
                username == null ? usual.username() : username,
                roles == null ? usual.roles() : roles,
                usual.scopeLists() || scope != null);
    }
}
