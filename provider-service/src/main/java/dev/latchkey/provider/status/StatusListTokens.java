package dev.latchkey.provider.status;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.latchkey.provider.key.SigningKeys;
import dev.latchkey.provider.protocol.RowId;
import dev.latchkey.provider.status.RevokedIndexes.Content;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Signs the status lists, from memory: {@code iat} is when the database was last read with success. */
public final class StatusListTokens {
    private static final String TYPE = "statuslist+jwt";
    private static final int MAX_SIGNED = 1_000;
    private static final Duration TIME_TO_LIVE = Duration.ofSeconds(3);
    private static final Duration LIFETIME = Duration.ofMinutes(15);
    // A verifier that only ever hears "not modified" still gets a new exp this often.
    private static final Duration PERIOD = Duration.ofMinutes(1);
    private static final Duration FRESH = Duration.ofSeconds(5);

    private record Signed(Content content, long issuedAt, String jwt) {
        boolean isOf(Content current, long readAt) {
            return content.equals(current) && issuedAt == readAt;
        }
    }

    private final RevocationView view;
    private final SigningKeys keys;
    private final InstantSource clock;
    private final StatusClaim claim;
    private final Cache<RowId, Signed> signed =
            Caffeine.newBuilder().maximumSize(MAX_SIGNED).build();

    public StatusListTokens(String issuer, RevocationView view, SigningKeys keys, InstantSource clock) {
        this.claim = new StatusClaim(issuer);
        this.view = view;
        this.keys = keys;
        this.clock = clock;
    }

    /** The list; empty when no live token can carry a place of it. */
    public Optional<StatusListToken> find(RowId list) {
        Instant now = clock.instant();
        return view.find(list, now).map(found -> token(list, found.content(), now));
    }

    /** Where all lists are that may have live tokens. */
    public List<String> uris() {
        return view.lists().stream().map(claim::uri).toList();
    }

    private StatusListToken token(RowId list, Content content, Instant now) {
        Instant readAt = view.readAt();
        long issuedAt = readAt.getEpochSecond();
        Signed known = signed.getIfPresent(list);
        if (known == null || !known.isOf(content, issuedAt)) {
            known = new Signed(content, issuedAt, sign(list, content, issuedAt));
            signed.put(list, known);
        }
        String tag = content.tag() + "-" + issuedAt / PERIOD.toSeconds();
        return new StatusListToken(known.jwt(), tag, now.isBefore(readAt.plus(FRESH)));
    }

    private String sign(RowId list, Content content, long issuedAt) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", claim.uri(list));
        claims.put("iat", issuedAt);
        claims.put("exp", issuedAt + LIFETIME.toSeconds());
        claims.put("ttl", TIME_TO_LIVE.toSeconds());
        claims.put("status_list", Map.of("bits", 1, "lst", content.compressed()));
        return keys.sign(TYPE, claims);
    }
}
