package dev.latchkey.provider.bundle;

import dev.latchkey.accounts.PasswordHasher;
import dev.latchkey.accounts.UserStore;
import dev.latchkey.provider.account.PasswordChange;
import dev.latchkey.provider.client.ClientCache;
import dev.latchkey.provider.client.ClientOrigins;
import dev.latchkey.provider.client.ClientStore;
import dev.latchkey.provider.clientauth.ClientAuthenticator;
import dev.latchkey.provider.discovery.JwksEndpoint;
import dev.latchkey.provider.discovery.MetadataEndpoint;
import dev.latchkey.provider.endpoint.EndpointPaths;
import dev.latchkey.provider.endpoint.ErrorPages;
import dev.latchkey.provider.endpoint.FaultMapper;
import dev.latchkey.provider.endpoint.FormReader;
import dev.latchkey.provider.endpoint.HttpsOnly;
import dev.latchkey.provider.endpoint.LogoEndpoint;
import dev.latchkey.provider.endpoint.OAuthExceptionMapper;
import dev.latchkey.provider.endpoint.PageRefusedMapper;
import dev.latchkey.provider.endpoint.PageRendering;
import dev.latchkey.provider.endpoint.RequestTimer;
import dev.latchkey.provider.endpoint.RequestTimes;
import dev.latchkey.provider.endpoint.RequestTraceFilter;
import dev.latchkey.provider.endpoint.StateFaultMapper;
import dev.latchkey.provider.endpoint.StylesheetEndpoint;
import dev.latchkey.provider.grant.Accounts;
import dev.latchkey.provider.grant.ClientCredentialsGrant;
import dev.latchkey.provider.grant.GrantHandler;
import dev.latchkey.provider.grant.GrantHandlers;
import dev.latchkey.provider.grant.GrantTools;
import dev.latchkey.provider.grant.PasswordGrant;
import dev.latchkey.provider.grant.RefreshTokenGrant;
import dev.latchkey.provider.grant.ScopePolicy;
import dev.latchkey.provider.grant.TokenRequests;
import dev.latchkey.provider.grant.UserAuthenticator;
import dev.latchkey.provider.key.SigningKeys;
import dev.latchkey.provider.limit.GuessLimit;
import dev.latchkey.provider.limit.SourceAddress;
import dev.latchkey.provider.login.LogIns;
import dev.latchkey.provider.login.LoginEndpoint;
import dev.latchkey.provider.login.LogoutEndpoint;
import dev.latchkey.provider.login.PasswordCheck;
import dev.latchkey.provider.login.PasswordNotices;
import dev.latchkey.provider.login.SignUp;
import dev.latchkey.provider.login.SignUpEndpoint;
import dev.latchkey.provider.login.SignUpPageEndpoint;
import dev.latchkey.provider.login.SignUpReader;
import dev.latchkey.provider.login.SignUpSettings;
import dev.latchkey.provider.purge.Purge;
import dev.latchkey.provider.resource.Resources;
import dev.latchkey.provider.session.SignedInUser;
import dev.latchkey.provider.store.JdbiAuditSearch;
import dev.latchkey.provider.store.JdbiClientStore;
import dev.latchkey.provider.store.JdbiExpiredRows;
import dev.latchkey.provider.token.SingleTokens;
import dev.latchkey.provider.token.TokenIssuer;
import io.dropwizard.core.ConfiguredBundle;
import io.dropwizard.core.setup.Environment;
import jakarta.servlet.DispatcherType;
import java.net.URI;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.glassfish.jersey.server.ServerProperties;

/** The provider, for any Dropwizard application whose configuration {@link HasProvider}. */
public final class ProviderBundle<C extends HasProvider> implements ConfiguredBundle<C> {
    // Held here because java.util.logging forgets loggers nobody holds.
    private static final Logger WHOLE_ADDRESSES = Logger.getLogger("org.glassfish.jersey.servlet.WebComponent");

    private final Timekeeping time;
    private final Extensions extensions;

    ProviderBundle(Timekeeping time, Extensions extensions) {
        this.time = time;
        this.extensions = extensions;
    }

    /** The provider as it is. */
    public static <C extends HasProvider> ProviderBundle<C> create() {
        return ProviderBundle.<C>builder().build();
    }

    /** A provider with extensions of one's own. */
    public static <C extends HasProvider> ProviderBundleBuilder<C> builder() {
        return new ProviderBundleBuilder<>();
    }

    /** Throws {@link UnsafeConfigurationException} that names every problem; {@link #run} does so, too. */
    public static void requireSafe(HasProvider application) {
        ConfigurationCheck.require(application.getProvider(), Listeners.of(application));
    }

    @Override
    public void run(C application, Environment environment) {
        ProviderConfiguration configuration = checked(application);

        Foundation foundation = Foundation.open(configuration, environment, time);
        trace(environment, foundation);
        SigningKeys keys = foundation.signingKeys(configuration);
        ClientStore clientStore = extensions.clients().apply(new JdbiClientStore(foundation.database()));
        ClientCache clients = new ClientCache(clientStore);
        ClientOrigins origins = new ClientOrigins(clientStore);
        ClientRekeying rekeying = followClients(environment, clientStore, clients, origins, foundation.clock());
        upkeep(environment, configuration, foundation, keys, clientStore);
        UserStore users = new UserStore(foundation.database(), foundation.clock());
        PasswordHasher passwords = PasswordHasher.forThisMachine();
        Accounts accounts = new Accounts(users, passwords, foundation.random());
        UserAuthenticator people = foundation.guarded(extensions.users().apply(accounts), accounts, configuration);
        Tokens tokens = Tokens.over(foundation, keys, configuration, environment, extensions);
        TokenIssuer issuer = tokens.issuer(configuration.tokens(), foundation.audit());
        CodeFlow codes = new CodeFlow(configuration, foundation, tokens, issuer);
        DeviceFlow devices = new DeviceFlow(configuration, foundation, tokens);
        List<GrantHandler> flows =
                withOwn(configuration, issuer, accounts, List.of(codes.grant(), devices.grant(issuer)));
        GrantHandlers grants = grants(configuration, foundation, tokens, issuer, people, flows);
        ClientAuthenticator authenticator = foundation.authenticator(configuration, clients, rekeying, environment);
        BrowserTools browser = BrowserTools.of(configuration, foundation, extensions.pages());
        registerEdge(environment, configuration, browser);
        TokenRequests requests = tokens.requests(grants, foundation.audit(), environment);
        new FormServing(configuration, origins, browser.members(), foundation.clock())
                .register(
                        environment,
                        tokens.forms(configuration, authenticator, clients, requests, foundation.audit()),
                        codes.form(clients, authenticator),
                        devices.form(authenticator));
        register(environment, new JwksEndpoint(keys), metadata(configuration, grants, origins), tokens.statusLists());
        registerPages(environment, configuration, browser, people, foundation);
        register(environment, codes.page(clients, browser), devices.page(clients, browser));
        Optional<PasswordChange> change = passwordChange(configuration, people, users, passwords);
        register(environment, new MemberArea(configuration, foundation, tokens, browser).endpoints(clients, change));
        AdminArea administration = new AdminArea(configuration, foundation, tokens, browser);
        register(environment, administration.endpoints(users, passwords, clients));
        registerOptions(environment, configuration, browser, signUp(configuration, users, passwords, foundation));
    }

    private static ProviderConfiguration checked(HasProvider application) {
        requireSafe(application);
        Relaxations.warn(application.getProvider(), Listeners.of(application));
        return application.getProvider();
    }

    private Optional<PasswordChange> passwordChange(
            ProviderConfiguration configuration, UserAuthenticator people, UserStore users, PasswordHasher hasher) {
        return Optional.of(new PasswordChange(
                        people, users, hasher, configuration.signUp().passwordPolicy()))
                .filter(any -> extensions.keepsPasswords());
    }

    private static SignUp signUp(
            ProviderConfiguration configuration, UserStore users, PasswordHasher passwords, Foundation foundation) {
        SignUpSettings settings = configuration.signUp();
        GuessLimit<SourceAddress> attempts = new GuessLimit<>(
                settings.attempts(), configuration.passwordAttempts().longest(), foundation.clock());
        return new SignUp(users, passwords, settings.passwordPolicy(), attempts, foundation.audit());
    }

    private static ClientRekeying followClients(
            Environment environment,
            ClientStore store,
            ClientCache clients,
            ClientOrigins origins,
            InstantSource clock) {
        environment.lifecycle().manage(new ChangePoll(store, clients, origins, clock));
        ClientRekeying rekeying = new ClientRekeying(store, clients, clock);
        environment.lifecycle().manage(rekeying);
        return rekeying;
    }

    private static void registerEdge(
            Environment environment, ProviderConfiguration configuration, BrowserTools browser) {
        Overload.guard(configuration, environment, browser.pages());
        ErrorPages errors = new ErrorPages(browser.members());
        FaultMapper faults = new FaultMapper(errors);
        register(
                environment,
                new EndpointPaths(URI.create(configuration.issuer())),
                new FormReader(),
                new OAuthExceptionMapper(errors),
                new PageRefusedMapper(errors),
                faults,
                new StateFaultMapper(faults));
    }

    private static MetadataEndpoint metadata(
            ProviderConfiguration configuration, GrantHandlers grants, ClientOrigins origins) {
        return new MetadataEndpoint(
                configuration.issuer(),
                grants,
                new Resources(configuration.resources()),
                configuration.authorization().challengeMethods(),
                origins::hasImplicit);
    }

    private static void registerOptions(
            Environment environment, ProviderConfiguration configuration, BrowserTools browser, SignUp signUp) {
        if (configuration.requireHttps()) {
            register(environment, new HttpsOnly());
        }
        if (configuration.signUp().isEnabled()) {
            register(
                    environment,
                    new SignUpReader(),
                    new SignUpEndpoint(signUp),
                    new SignUpPageEndpoint(browser.visits(), browser.tickets(), signUp, browser.login()));
        }
    }

    private static void upkeep(
            Environment environment,
            ProviderConfiguration configuration,
            Foundation foundation,
            SigningKeys keys,
            ClientStore clients) {
        environment
                .lifecycle()
                .manage(new KeyTending(keys, configuration.signingAlgorithm(), clients, configuration.tokens()));
        Relaxations.warnOfUnknown(configuration.resources(), clients::find);
        ShutdownDelay.register(configuration, environment);
        Metrics.publish(environment, keys, foundation.clock());
        environment.healthChecks().register("database", new DatabaseHealthCheck(foundation.database()));
        environment.healthChecks().register("signing-keys", new SigningKeysHealthCheck(keys));
        Purging purging = new Purging(
                new Purge(JdbiExpiredRows.all(foundation.database()), foundation.clock()),
                configuration.purge().period());
        environment.lifecycle().manage(purging);
        environment.admin().addTask(purging);
    }

    private static void trace(Environment environment, Foundation foundation) {
        // Warns of forms without a body, with the query string, where somebody may have put a secret.
        WHOLE_ADDRESSES.setLevel(Level.SEVERE);
        environment
                .servlets()
                .addFilter("request-trace", new RequestTraceFilter(foundation.random()))
                .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
        register(environment, new RequestTimer(new RequestTimes(environment.metrics())));
    }

    private List<GrantHandler> withOwn(
            ProviderConfiguration configuration, TokenIssuer issuer, Accounts accounts, List<GrantHandler> flows) {
        ScopePolicy scopes = new ScopePolicy(new Resources(configuration.resources()), configuration.issuer());
        GrantTools tools = new GrantTools(scopes, issuer, accounts);
        Stream<GrantHandler> own = extensions.grants().stream().map(grant -> grant.apply(tools));
        return Stream.concat(flows.stream(), own).toList();
    }

    private static GrantHandlers grants(
            ProviderConfiguration configuration,
            Foundation foundation,
            Tokens tokens,
            TokenIssuer issuer,
            UserAuthenticator users,
            List<GrantHandler> flows) {
        SingleTokens single = tokens.single(configuration.tokens(), foundation.database());
        ScopePolicy scopes = new ScopePolicy(new Resources(configuration.resources()), configuration.issuer());
        List<GrantHandler> direct = List.of(
                new ClientCredentialsGrant(scopes, single, issuer),
                new PasswordGrant(users, scopes, single, issuer),
                new RefreshTokenGrant(scopes, issuer, foundation.audit()));
        return new GrantHandlers(Stream.concat(direct.stream(), flows.stream()).toList());
    }

    private static void registerPages(
            Environment environment,
            ProviderConfiguration configuration,
            BrowserTools browser,
            UserAuthenticator people,
            Foundation foundation) {
        // Addresses stay relative: they are right behind any proxy, and no Host header gets into them.
        environment.jersey().property(ServerProperties.LOCATION_HEADER_RELATIVE_URI_RESOLUTION_DISABLED, true);
        PasswordCheck check = (username, password, address) -> people.authenticate(username, password)
                .map(user -> new SignedInUser(user.id(), user.username(), user.version()));
        browser.pages().branding().logo().ifPresent(logo -> register(environment, new LogoEndpoint(logo)));
        register(
                environment,
                new StylesheetEndpoint(browser.pages().stylesheet()),
                new PageRendering(browser.pages(), browser.cookies()),
                browser.language(configuration),
                new LoginEndpoint(
                        browser.visits(), browser.tickets(), check, browser.login(), logIns(browser, foundation)),
                new LogoutEndpoint(browser.visits(), browser.sessions(), browser.members(), foundation.audit()));
    }

    private static LogIns logIns(BrowserTools browser, Foundation foundation) {
        PasswordNotices notices = new PasswordNotices(new JdbiAuditSearch(foundation.database()), foundation.clock());
        return new LogIns(browser.sessions(), notices, foundation.audit());
    }

    private static void register(Environment environment, Object... components) {
        List.of(components).forEach(environment.jersey()::register);
    }
}
