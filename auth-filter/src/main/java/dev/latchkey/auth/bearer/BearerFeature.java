package dev.latchkey.auth.bearer;

import dev.latchkey.auth.PresentedToken;
import dev.latchkey.auth.ScopeSet;
import dev.latchkey.auth.TokenPrincipal;
import dev.latchkey.auth.TokenValidator;
import dev.latchkey.auth.dpop.DpopProofs;
import dev.latchkey.auth.dpop.DpopSettings;
import dev.latchkey.auth.dpop.KeyBindingTokenValidator;
import io.dropwizard.auth.AuthFilter;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;
import java.security.Principal;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Guards all endpoints of a Jersey application by their rules; register one instance. */
public final class BearerFeature implements Feature {
    private final RuleBook book;
    private final BearerRefusals refusals;
    private final TokenJudge judge;
    private final OtherAuthentication others;
    private final EndpointReport report;
    private final InstantSource clock;

    private BearerFeature(Builder builder) {
        this.book = new RuleBook(builder.settings.defaultRule());
        this.refusals = new BearerRefusals(builder.realm, builder.metadataUrl, new OfferedSchemes(builder.proofs));
        this.judge = new TokenJudge(
                new KeyBindingTokenValidator(builder.validator),
                refusals,
                new FormTokens(builder.settings.formTokens()),
                builder.proofs);
        this.others = new OtherAuthentication(builder.others);
        this.report = new EndpointReport(book, builder.settings.unruled(), builder.scopes);
        this.clock = builder.clock;
    }

    /**
     * A feature in the making.
     *
     * @param validator judges the tokens
     * @param realm the protection space named in challenges (RFC 9110 section 11.5)
     * @param clock decides how long ago a user signed in
     */
    public static Builder guarding(TokenValidator validator, String realm, InstantSource clock) {
        return new Builder(validator, realm, clock);
    }

    /** Takes any valid token: for a chain of Dropwizard's own authentication filters. */
    public AuthFilter<PresentedToken, TokenPrincipal> authFilter() {
        return new BearerAuthFilter(judge, refusals);
    }

    @Override
    public boolean configure(FeatureContext context) {
        EndpointRules rules = new EndpointRules(book);
        context.register(new SentMethod());
        context.register(new AuthenticationFilter(judge, others, refusals, rules));
        context.register(new AuthorizationFilter(refusals, rules, clock));
        context.register(new PrincipalProvider.Binder());
        context.register(report);
        return true;
    }

    /** Says what differs from the defaults. */
    public static final class Builder {
        private final TokenValidator validator;
        private final String realm;
        private final InstantSource clock;
        private EndpointSettings settings = EndpointSettings.DEFAULT;
        private @Nullable AuthFilter<?, ? extends Principal> others;
        private String metadataUrl = "";
        private Consumer<ScopeSet> scopes = named -> {};
        private DpopProofs proofs;

        private Builder(TokenValidator validator, String realm, InstantSource clock) {
            this.validator = validator;
            this.realm = realm;
            this.clock = clock;
            this.proofs = new DpopProofs(DpopSettings.off(), clock);
        }

        /** Takes tokens that are bound to a key, with proofs of it (RFC 9449); not by default. */
        public Builder proofs(DpopProofs replacement) {
            this.proofs = replacement;
            return this;
        }

        /** Guards by these settings. */
        public Builder settings(EndpointSettings replacement) {
            this.settings = replacement;
            return this;
        }

        /** Asks this filter about requests without a token where an endpoint allows another authentication. */
        public Builder otherwise(@Nullable AuthFilter<?, ? extends Principal> filter) {
            this.others = filter;
            return this;
        }

        /**
         * Names the API's metadata in each challenge (RFC 9728 section 5.1).
         *
         * @param url where the document is
         * @param named told at start which scopes the rules name
         */
        public Builder resourceMetadata(String url, Consumer<ScopeSet> named) {
            this.metadataUrl = url;
            this.scopes = named;
            return this;
        }

        /** The feature. */
        public BearerFeature build() {
            return new BearerFeature(this);
        }
    }
}
