package dev.latchkey.auth.status;

import dev.latchkey.auth.disk.CopyDirectory;
import dev.latchkey.auth.http.BoundedHttpClient;
import dev.latchkey.auth.http.Deadline;
import dev.latchkey.auth.http.FetchException;
import dev.latchkey.auth.jose.JwkSource;
import dev.latchkey.auth.jose.JwtVerification;
import dev.latchkey.auth.jose.JwtVerifier;
import dev.latchkey.auth.jose.SigningAlgorithm;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches status list tokens, or takes their copies on disk, and believes those that the issuer signed; thread-safe. */
final class StatusListSource {
    /** The longest that a request may wait. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration LONGEST_FETCH = Duration.ofMillis(1_800);

    private static final Logger LOGGER = LoggerFactory.getLogger(StatusListSource.class);
    private static final String COPY = "status";
    private static final int MAX_LENGTH = 8 * 1024 * 1024;
    private static final Pattern ETAG = Pattern.compile("(W/)?\"[!#-~]{0,256}\"");
    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;
    private static final String MEDIA_TYPE = "application/statuslist+jwt";

    private final BoundedHttpClient client = new BoundedHttpClient(MAX_LENGTH);
    private final JwtVerifier verifier;
    private final StatusListReader reader;
    private final CopyDirectory copies;
    private final InstantSource clock;

    StatusListSource(
            JwkSource keys, Collection<SigningAlgorithm> algorithms, StatusSettings settings, InstantSource clock) {
        this.verifier = new JwtVerifier(keys, algorithms, Set.of("statuslist+jwt"), MAX_LENGTH);
        this.reader = new StatusListReader(settings.clockSkew());
        this.copies = settings.copies();
        this.clock = clock;
    }

    /**
     * Fetches a list; empty if it is as the given tag says.
     *
     * @param newest the youngest {@code iat} that is known: what is older is not kept on disk
     * @throws StatusListException if there is none in time or it is not to be believed
     */
    Optional<StatusListToken> fetch(StatusListPlace place, Instant newest) throws StatusListException {
        HttpResponse<byte[]> response = get(place);
        if (response.statusCode() == NOT_MODIFIED && place.etag() != null) {
            return Optional.empty();
        }
        if (response.statusCode() != OK) {
            throw new StatusListException("it answers " + response.statusCode());
        }
        StatusListToken token = read(response.body(), new StatusListPlace(place.uri(), etag(response)));
        // The answer of a node that lags behind must not take the place of one that knows more.
        if (!token.issuedAt().isBefore(newest)) {
            copies.write(COPY, place.uri(), response.body());
        }
        return Optional.of(token);
    }

    /** The copy of a list on disk, judged as if it had just been fetched; empty if there is none to be believed. */
    Optional<StatusListToken> copy(String uri) {
        Optional<byte[]> copy = copies.read(COPY, uri, MAX_LENGTH);
        if (copy.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(read(copy.get(), new StatusListPlace(uri, null)));
        } catch (StatusListException e) {
            LOGGER.info("The copy of the status list {} is not used: {}", uri, e.getMessage());
            return Optional.empty();
        }
    }

    /** Forgets the copy of a list. */
    void forget(String uri) {
        copies.delete(COPY, uri);
    }

    private StatusListToken read(byte[] jwt, StatusListPlace place) throws StatusListException {
        return reader.read(claims(new String(jwt, StandardCharsets.ISO_8859_1)), place, clock.instant());
    }

    private HttpResponse<byte[]> get(StatusListPlace place) throws StatusListException {
        Map<String, String> headers = new HashMap<>(Map.of("Accept", MEDIA_TYPE));
        if (place.etag() != null) {
            headers.put("If-None-Match", place.etag());
        }
        try {
            return client.get(URI.create(place.uri()), headers, Deadline.after(LONGEST_FETCH));
        } catch (FetchException e) {
            throw new StatusListException(String.valueOf(e.getMessage()));
        }
    }

    private Map<String, Object> claims(String jwt) throws StatusListException {
        JwtVerification verification = verifier.verify(jwt);
        if (verification instanceof JwtVerification.Verified verified) {
            return verified.claims();
        }
        throw new StatusListException(
                verification instanceof JwtVerification.Refused refused
                        ? refused.logReason()
                        : "the issuer's keys are out of reach");
    }

    private static @Nullable String etag(HttpResponse<?> response) {
        return response.headers()
                .firstValue("ETag")
                .filter(tag -> ETAG.matcher(tag).matches())
                .orElse(null);
    }
}
