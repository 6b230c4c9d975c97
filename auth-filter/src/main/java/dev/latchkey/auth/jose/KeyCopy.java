package dev.latchkey.auth.jose;

import dev.latchkey.auth.disk.CopyDirectory;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The copy of an issuer's keys on disk: believed when it is that issuer's, whole, and not too old. */
final class KeyCopy {
    private static final String KIND = "keys";
    private static final int MAX_LENGTH = 512 * 1024;

    private final String issuer;
    private final Duration maxAge;
    private final CopyDirectory copies;

    KeyCopy(IssuerUri issuer, KeySettings settings) {
        this.issuer = issuer.value();
        this.maxAge = settings.maxAge();
        this.copies = settings.copies();
    }

    void write(KnownKeys known) {
        copies.write(
                KIND,
                issuer,
                StrictJson.bytes(Map.of(
                        "issuer", issuer, "fetched_at", known.fetchedAt().getEpochSecond(), "keys", known.jwks())));
    }

    Optional<KnownKeys> read(Instant now) {
        return copies.read(KIND, issuer, MAX_LENGTH)
                .flatMap(this::parse)
                .filter(known -> !known.fetchedAt().isAfter(now) && known.isFreshAt(now, maxAge));
    }

    private Optional<KnownKeys> parse(byte[] content) {
        try {
            Map<String, Object> copy = StrictJson.object(content);
            return issuer.equals(copy.get("issuer")) && copy.get("keys") instanceof List<?> jwks
                    ? NumericDate.read(copy.get("fetched_at")).flatMap(time -> KnownKeys.of(jwks, time))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
