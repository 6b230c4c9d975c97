package dev.latchkey.auth.status;

import dev.latchkey.auth.jose.NumericDate;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/** Checks the claims of a status list token (draft-ietf-oauth-status-list section 5.1) and unpacks the list. */
final class StatusListReader {
    private static final Set<Integer> WIDTHS = Set.of(1, 2, 4, 8);

    private final Duration clockSkew;

    StatusListReader(Duration clockSkew) {
        this.clockSkew = clockSkew;
    }

    /**
     * Reads claims whose signature is good.
     *
     * @throws StatusListException if they are not those of the list at this place, valid now
     */
    StatusListToken read(Map<String, Object> claims, StatusListPlace place, Instant now) throws StatusListException {
        require(place.uri().equals(claims.get("sub")), "sub is not where it was fetched from");
        Instant issuedAt = time(claims, "iat");
        require(!issuedAt.isAfter(now.plus(clockSkew)), "iat is in the future");
        Instant expiresAt = claims.containsKey("exp") ? time(claims, "exp") : Instant.MAX;
        require(now.isBefore(expiresAt), "exp has passed");
        // It is asked for more often than any ttl demands, so nothing but the form of it matters.
        require(isPositive(claims.getOrDefault("ttl", 1)), "ttl is not a positive number");
        return new StatusListToken(bits(claims.get("status_list")), issuedAt, expiresAt, place.etag());
    }

    private static StatusBits bits(@Nullable Object list) throws StatusListException {
        if (list instanceof Map<?, ?> members
                && members.get("bits") instanceof Integer width
                && members.get("lst") instanceof String packed
                && WIDTHS.contains(width)) {
            return StatusBits.of(width, inflated(decoded(packed), StatusBits.MAX_ENTRIES / Byte.SIZE * width));
        }
        throw new StatusListException("status_list has no lst, or bits other than 1, 2, 4 or 8");
    }

    private static byte[] decoded(String packed) throws StatusListException {
        try {
            return Base64.getUrlDecoder().decode(packed);
        } catch (IllegalArgumentException e) {
            throw new StatusListException("lst is not base64url");
        }
    }

    // Never unpacks more than one byte beyond the limit, whatever is packed.
    private static byte[] inflated(byte[] packed, int limit) throws StatusListException {
        try (InputStream list = new InflaterInputStream(new ByteArrayInputStream(packed))) {
            byte[] statuses = list.readNBytes(limit + 1);
            require(statuses.length <= limit, "lst holds more than " + StatusBits.MAX_ENTRIES + " entries");
            return statuses;
        } catch (IOException e) {
            throw new StatusListException("lst is not zlib data");
        }
    }

    private static Instant time(Map<String, Object> claims, String claim) throws StatusListException {
        return NumericDate.read(claims.get(claim))
                .orElseThrow(() -> new StatusListException(claim + " is missing or not a time"));
    }

    private static boolean isPositive(Object value) {
        return value instanceof Number number && number.doubleValue() > 0;
    }

    private static void require(boolean good, String reason) throws StatusListException {
        if (!good) {
            throw new StatusListException(reason);
        }
    }
}
