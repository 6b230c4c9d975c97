package dev.latchkey.provider.status;

import dev.latchkey.provider.protocol.RowId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The {@code status} claim of a JWT: where its bit stands (draft-ietf-oauth-status-list §6). */
public final class StatusClaim {
    private static final String LIST = "status_list";

    private final String prefix;

    /**
     * Takes the issuer.
     *
     * @param issuer the {@code iss}; the lists are served under it
     */
    public StatusClaim(String issuer) {
        this.prefix = issuer + "/status/";
    }

    /** Where a list is served, its {@code sub} too. */
    public String uri(RowId list) {
        return prefix + list;
    }

    /** The value of the claim. */
    public Map<String, Object> of(StatusIndex index) {
        return Map.of(LIST, Map.of("idx", index.number(), "uri", uri(index.list())));
    }

    /** The place that the claims of a JWT of ours name, good until its {@code exp}; empty when they name none. */
    public Optional<StatusIndex> read(Map<String, Object> claims) {
        return claims.get("status") instanceof Map<?, ?> status && status.get(LIST) instanceof Map<?, ?> entry
                ? read(entry.get("idx"), entry.get("uri"), claims.get("exp"))
                : Optional.empty();
    }

    private Optional<StatusIndex> read(@Nullable Object idx, @Nullable Object uri, @Nullable Object exp) {
        if (idx instanceof Number number && uri instanceof String text && exp instanceof Number seconds) {
            return list(text)
                    .map(list -> new StatusIndex(list, number.intValue(), Instant.ofEpochSecond(seconds.longValue())));
        }
        return Optional.empty();
    }

    private Optional<RowId> list(String uri) {
        return uri.startsWith(prefix) ? RowId.parse(uri.substring(prefix.length())) : Optional.empty();
    }
}
