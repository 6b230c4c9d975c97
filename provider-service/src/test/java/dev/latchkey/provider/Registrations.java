package dev.latchkey.provider;

import dev.latchkey.accounts.NewUser;
import dev.latchkey.accounts.PasswordHasher;
import dev.latchkey.accounts.UserCreation;
import dev.latchkey.accounts.UserName;
import dev.latchkey.accounts.UserStore;
import dev.latchkey.accounts.database.Database;
import dev.latchkey.auth.ScopeSet;
import dev.latchkey.provider.client.ClientAuthentication;
import dev.latchkey.provider.client.ClientPermissions;
import dev.latchkey.provider.client.ClientPolicy;
import dev.latchkey.provider.client.ClientRegistration;
import dev.latchkey.provider.client.ClientSecretHasher;
import dev.latchkey.provider.client.ClientStore;
import dev.latchkey.provider.client.ClientTokens;
import dev.latchkey.provider.client.ClientType;
import dev.latchkey.provider.client.TokenFormat;
import dev.latchkey.provider.protocol.GrantType;
import dev.latchkey.provider.protocol.ServerSecrets;
import dev.latchkey.provider.store.JdbiClientStore;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Makes users and clients straight in the database, as the command line does. */
public final class Registrations {
    public static final String PASSWORD = "correct horse";

    /** What a test knows of a client. */
    public record TestClient(String id, String secret) {}

    private static final ScopeSet ALL = ScopeSet.of("read", "write", "groups");
    private static final PasswordHasher HASHER = PasswordHasher.forThisMachine();
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final UserStore users;
    private final ClientStore clients;
    private final InstantSource clock;

    Registrations(Database database, InstantSource clock) {
        this.users = new UserStore(database, clock);
        this.clients = new JdbiClientStore(database);
        this.clock = clock;
    }

    public UserStore users() {
        return users;
    }

    public ClientStore clients() {
        return clients;
    }

    /** A new user with {@link #PASSWORD}; the username. */
    public String user() {
        return user(PASSWORD);
    }

    /** A new user with this password; the username. */
    String user(String password) {
        String name = "user" + NUMBER.incrementAndGet();
        UserCreation creation = users.create(NewUser.of(new UserName(name), HASHER.hash(password)));
        return ((UserCreation.Created) creation).user().username().value();
    }

    /** A hash of {@link #PASSWORD}. */
    public static String hashed() {
        return HASHER.hash(PASSWORD);
    }

    public long userId(String name) {
        return users.findByUsername(new UserName(name)).orElseThrow().id();
    }

    /** A confidential client with the sample API's scopes by default. */
    public TestClient confidential(GrantType... grants) {
        return register(ClientType.CONFIDENTIAL, permissions(ALL, ALL, grants), ClientTokens.of(TokenFormat.JWT));
    }

    /** A public client with the sample API's scopes by default. */
    public TestClient publicClient(GrantType... grants) {
        return register(ClientType.PUBLIC, permissions(ALL, ALL, grants), ClientTokens.of(TokenFormat.JWT));
    }

    public TestClient register(ClientType type, ClientPermissions permissions, ClientTokens tokens) {
        return register(type, permissions, tokens, ClientPolicy.strict());
    }

    public TestClient register(
            ClientType type, ClientPermissions permissions, ClientTokens tokens, ClientPolicy policy) {
        return register(new ClientRegistration.Wanted("Test client", type, permissions, tokens, policy));
    }

    /** A confidential client for client_credentials that authenticates so. */
    public TestClient authenticatedBy(ClientAuthentication authentication) {
        return register(new ClientRegistration.Wanted(
                "Test client",
                ClientType.CONFIDENTIAL,
                permissions(ALL, ALL, GrantType.CLIENT_CREDENTIALS),
                ClientTokens.of(TokenFormat.JWT),
                ClientPolicy.strict(),
                authentication));
    }

    public TestClient register(ClientRegistration.Wanted wanted) {
        ClientRegistration registration = new ClientRegistration(
                new ClientSecretHasher(ServerSecrets.parse(RunningProvider.SECRET)), new SecureRandom(), clock);
        ClientRegistration.Registered registered = registration.register(wanted);
        clients.register(registered.client(), clock.instant());
        return new TestClient(
                registered.client().id().value(),
                registered.secret().map(secret -> secret.reveal()).orElse(""));
    }

    public static ClientPermissions permissions(ScopeSet scopes, ScopeSet defaults, GrantType... grants) {
        Set<GrantType> types = Arrays.stream(grants).collect(Collectors.toSet());
        return new ClientPermissions(types, scopes, defaults, List.of());
    }
}
