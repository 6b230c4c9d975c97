package dev.latchkey.provider.bundle;

import dev.latchkey.provider.client.ClientStore;
import dev.latchkey.provider.grant.Accounts;
import dev.latchkey.provider.grant.GrantHandler;
import dev.latchkey.provider.grant.GrantTools;
import dev.latchkey.provider.grant.UserAuthenticator;
import dev.latchkey.provider.page.PageFiles;
import dev.latchkey.provider.token.TokenCustomizer;
import dev.latchkey.provider.token.TokenStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Makes a {@link ProviderBundle} with extensions of one's own; what is not set is the provider's. */
public final class ProviderBundleBuilder<C extends HasProvider> {
    private final List<Function<GrantTools, GrantHandler>> grants = new ArrayList<>();
    private Timekeeping time = Timekeeping.byDatabase();
    private Function<Accounts, UserAuthenticator> users = Extensions.ACCOUNTS;
    private TokenCustomizer claims = TokenCustomizer.none();
    private UnaryOperator<ClientStore> clients = UnaryOperator.identity();
    private UnaryOperator<TokenStore> tokens = UnaryOperator.identity();
    private PageFiles pages = PageFiles.standard();

    ProviderBundleBuilder() {}

    /** Goes by another clock than the database's. */
    public ProviderBundleBuilder<C> clock(InstantSource other) {
        return time(Timekeeping.by(other));
    }

    /** Goes by the clock that this finds once the database is open. */
    public ProviderBundleBuilder<C> time(Timekeeping other) {
        this.time = other;
        return this;
    }

    /** Finds out who somebody is in this way, on the log-in page and in the password grant. */
    public ProviderBundleBuilder<C> users(Function<Accounts, UserAuthenticator> own) {
        this.users = own;
        return this;
    }

    /** Adds a grant type (RFC 6749 §4.5); clients must be registered for it. */
    public ProviderBundleBuilder<C> grant(Function<GrantTools, GrantHandler> own) {
        grants.add(own);
        return this;
    }

    /** Adds claims to JWTs. */
    public ProviderBundleBuilder<C> claims(TokenCustomizer own) {
        this.claims = own;
        return this;
    }

    /** Keeps clients elsewhere; the function is given the provider's own store, to fall back to or to wrap. */
    public ProviderBundleBuilder<C> clients(UnaryOperator<ClientStore> own) {
        this.clients = own;
        return this;
    }

    /** Wraps the store of grants; the function is given the provider's own. */
    public ProviderBundleBuilder<C> tokens(UnaryOperator<TokenStore> own) {
        this.tokens = own;
        return this;
    }

    /**
     * Shows pages of one's own: templates, texts ({@code messages.properties}) and {@code app.css} in this folder of the
     * class path go before the provider's.
     *
     * @throws IllegalArgumentException when it does not begin and end with a slash
     */
    public ProviderBundleBuilder<C> pages(String folder) {
        this.pages = PageFiles.firstIn(folder);
        return this;
    }

    /** The bundle. */
    public ProviderBundle<C> build() {
        return new ProviderBundle<>(time, new Extensions(users, grants, claims, clients, tokens, pages));
    }
}
