package dev.latchkey.provider.grant;

import com.codahale.metrics.MetricRegistry;
import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.event.Actor;
import dev.latchkey.provider.event.AuditEvent;
import dev.latchkey.provider.event.AuditTrail;
import dev.latchkey.provider.event.EventType;
import dev.latchkey.provider.protocol.GrantType;
import dev.latchkey.provider.protocol.OAuthException;
import dev.latchkey.provider.protocol.Parameters;
import dev.latchkey.provider.token.IssuedTokens;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Answers token requests by the grant that each names; the audit trail and the metrics learn how each ended. */
public final class TokenRequests {
    private static final String UNKNOWN = "other";
    private static final String ISSUED = "issued";

    private final GrantHandlers grants;
    private final Map<String, String> words;
    private final HandleGuesses guesses;
    private final AuditTrail audit;
    private final MetricRegistry metrics;

    public TokenRequests(GrantHandlers grants, HandleGuesses guesses, AuditTrail audit, MetricRegistry metrics) {
        this.grants = grants;
        this.guesses = guesses;
        this.words = grants.types().stream()
                .map(GrantType::value)
                .collect(Collectors.toUnmodifiableMap(Function.identity(), TokenRequests::word));
        this.audit = audit;
        this.metrics = metrics;
    }

    // What follows the last colon of a URN; a dot would be one more level of a metric's name.
    private static String word(String grantType) {
        return grantType.substring(grantType.lastIndexOf(':') + 1).replaceAll("[^A-Za-z0-9_-]", "_");
    }

    /**
     * Selects the grant and issues.
     *
     * @throws OAuthException when the request is refused
     */
    public IssuedTokens answer(Client client, Parameters parameters) {
        long begin = System.nanoTime();
        String grant = words.getOrDefault(parameters.find("grant_type").orElse(UNKNOWN), UNKNOWN);
        try {
            IssuedTokens tokens = issue(client, parameters);
            measure(grant, ISSUED, begin);
            return tokens;
        } catch (OAuthException refusal) {
            // Seen on its way to the mapper, which knows nothing of clients and grants.
            refused(client, grant, refusal);
            guesses.refused(client, parameters);
            measure(grant, refusal.error().code().code(), begin);
            throw refusal;
        }
    }

    private IssuedTokens issue(Client client, Parameters parameters) {
        guesses.require(client);
        GrantHandler grant = grants.select(parameters.require("grant_type"), client);
        return grant.handle(new GrantRequest(client, parameters));
    }

    private void refused(Client client, String grant, OAuthException refusal) {
        audit.record(AuditEvent.of(EventType.TOKEN_REFUSED, Actor.client(client.id()))
                .client(client.id())
                .with("grant_type", grant)
                .with("error", refusal.error().code().code())
                .with("reason", String.valueOf(refusal.getMessage())));
    }

    private void measure(String grant, String outcome, long begin) {
        metrics.timer(MetricRegistry.name("latchkey.grants", grant, outcome))
                .update(System.nanoTime() - begin, TimeUnit.NANOSECONDS);
    }
}
