package com.example.embedding;

import dev.latchkey.auth.ScopeSet;
import dev.latchkey.provider.bundle.ProviderBundle;
import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.client.ClientCredentials;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.client.ClientPermissions;
import dev.latchkey.provider.client.ClientPolicy;
import dev.latchkey.provider.client.ClientTokens;
import dev.latchkey.provider.client.ClientType;
import dev.latchkey.provider.client.TokenFormat;
import dev.latchkey.provider.grant.Accounts;
import dev.latchkey.provider.grant.UserAuthenticator;
import dev.latchkey.provider.protocol.GrantType;
import dev.latchkey.provider.token.GrantUser;
import dev.latchkey.provider.token.TokenContext;
import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** An application with a resource of its own and a provider in it, every part of which it has a say in. */
public final class ShopApplication extends Application<ShopConfiguration> {
    static final String CLIENT = "kiosk";
    static final AtomicInteger GRANTS = new AtomicInteger();

    private static final Map<String, String> STAFF =
            Map.of("bob", "bobs secret", "mallory", "mallorys secret", "dave", "daves secret");
    private static final Map<String, String> VOUCHERS = new ConcurrentHashMap<>(Map.of("V-1", "carol"));

    @Override
    public void initialize(Bootstrap<ShopConfiguration> bootstrap) {
        bootstrap.addBundle(ProviderBundle.<ShopConfiguration>builder()
                .users(ShopApplication::staff)
                .grant(tools -> new VoucherGrant(VOUCHERS, tools))
                .claims(ShopApplication::department)
                .clients(database -> new BuiltInClients(kiosk(), database))
                .tokens(database -> new CountedGrants(database, GRANTS))
                .pages("/com/example/embedding/pages/")
                .build());
    }

    @Override
    public void run(ShopConfiguration configuration, Environment environment) {
        environment.jersey().register(new Greeting());
    }

    private static UserAuthenticator staff(Accounts accounts) {
        return (username, password) -> password.equals(STAFF.get(username))
                ? accounts.findOrCreate(username)
                : accounts.authenticator().authenticate(username, password);
    }

    private static Map<String, Object> department(TokenContext token) {
        GrantUser user = token.user();
        String name = user == null ? "" : user.username();
        return name.equals("mallory")
                ? Map.of("sub", "1")
                : Map.of("https://example.com/departments", List.of("sales"));
    }

    private static Client kiosk() {
        ClientPermissions permissions = new ClientPermissions(
                Set.of(GrantType.PASSWORD, GrantType.REFRESH_TOKEN, VoucherGrant.TYPE),
                ScopeSet.of("read"),
                ScopeSet.empty(),
                List.of());
        return new Client(
                new ClientId(CLIENT),
                "Kiosk",
                ClientType.PUBLIC,
                ClientCredentials.none(),
                permissions,
                ClientTokens.of(TokenFormat.JWT),
                ClientPolicy.strict(),
                true,
                1);
    }

    /** The application's own resource. */
    @Path("/greeting")
    public static final class Greeting {
        /** Says hello. */
        @GET
        public String hello() {
            return "hello";
        }
    }
}
