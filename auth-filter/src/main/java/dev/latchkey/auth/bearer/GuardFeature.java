package dev.latchkey.auth.bearer;

import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import java.time.InstantSource;

/** Puts authentication and authorization in front of every endpoint, once, at start. */
final class GuardFeature implements DynamicFeature {
    private final RuleBook book;
    private final TokenJudge judge;
    private final OtherAuthentication others;
    private final BearerRefusals refusals;
    private final InstantSource clock;

    GuardFeature(
            RuleBook book, TokenJudge judge, OtherAuthentication others, BearerRefusals refusals, InstantSource clock) {
        this.book = book;
        this.judge = judge;
        this.others = others;
        this.refusals = refusals;
        this.clock = clock;
    }

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        Endpoint endpoint = new Endpoint(resource.getResourceClass(), resource.getResourceMethod());
        EndpointRule rule = new EndpointRule(book, endpoint);
        context.register(new AuthenticationFilter(judge, others, refusals, rule));
        context.register(new AuthorizationFilter(refusals, rule, clock));
    }
}
