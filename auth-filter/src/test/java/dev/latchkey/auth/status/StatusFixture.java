package dev.latchkey.auth.status;

import dev.latchkey.auth.LocalIssuer;
import dev.latchkey.auth.LocalStatusList;
import dev.latchkey.auth.PresentedToken;
import dev.latchkey.auth.SettableClock;
import dev.latchkey.auth.TokenPrincipal;
import dev.latchkey.auth.TokenValidation;
import dev.latchkey.auth.TokenValidation.Valid;
import dev.latchkey.auth.disk.CopyDirectory;
import dev.latchkey.auth.jose.IssuerUri;
import dev.latchkey.auth.jose.RemoteJwkSet;
import dev.latchkey.auth.jose.SigningAlgorithm;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;

/** An issuer with one status list, and lists that may be there only, two at most. */
final class StatusFixture implements AutoCloseable {
    static final Duration MAX_AGE = Duration.ofMinutes(5);

    final SettableClock clock = new SettableClock();
    final LocalIssuer issuer = new LocalIssuer(clock);
    final LocalStatusList list = new LocalStatusList(issuer, "/o/status/1", clock);
    final StatusLists lists;

    /** Fetches on the thread that asks. */
    StatusFixture() {
        this(Runnable::run);
    }

    StatusFixture(Executor executor) {
        lists = lists(executor, CopyDirectory.none());
    }

    /** Further lists of the same issuer, as another start of the API would have. */
    StatusLists lists(Executor executor, CopyDirectory copies) {
        Set<Origin> origins = Set.of(Origin.of(issuer.issuer()).orElseThrow());
        return new StatusLists(
                new RemoteJwkSet(new IssuerUri(issuer.issuer()), clock),
                Set.of(SigningAlgorithm.ES256),
                new StatusSettings(origins, MAX_AGE, 2, Duration.ofSeconds(30), copies),
                clock,
                executor);
    }

    /** Judges a token in the list whose claims are good otherwise. */
    TokenValidation validate(int index) {
        return validate(list.claim(index));
    }

    /** Judges a token whose claims are good otherwise. */
    TokenValidation validate(Map<String, ?> changes) {
        return validate(changes, lists);
    }

    /** Judges a token by other lists. */
    TokenValidation validate(Map<String, ?> changes, StatusLists by) {
        Map<String, Object> claims = issuer.claims();
        claims.putAll(changes);
        return new StatusTokenValidator(token -> new Valid(TokenPrincipal.fromClaims(claims)), by)
                .validate(new PresentedToken("a"));
    }

    @Override
    public void close() {
        issuer.close();
    }
}
