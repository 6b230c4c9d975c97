package dev.latchkey.provider.app;

import dev.latchkey.accounts.NewUser;
import dev.latchkey.accounts.PasswordHasher;
import dev.latchkey.accounts.UserCreation;
import dev.latchkey.accounts.UserName;
import dev.latchkey.accounts.UserStore;
import dev.latchkey.provider.bundle.Timekeeping;
import dev.latchkey.provider.client.ClientPermissions;
import dev.latchkey.provider.client.ClientPolicy;
import dev.latchkey.provider.client.ClientRegistration;
import dev.latchkey.provider.client.ClientRegistration.Registered;
import dev.latchkey.provider.client.ClientRegistration.Wanted;
import dev.latchkey.provider.client.ClientStore;
import dev.latchkey.provider.client.ClientTokens;
import dev.latchkey.provider.client.ClientType;
import dev.latchkey.provider.client.TokenFormat;
import dev.latchkey.provider.event.EventType;
import dev.latchkey.provider.protocol.GrantType;
import dev.latchkey.provider.protocol.RedirectUri;
import dev.latchkey.provider.protocol.Secret;
import dev.latchkey.provider.resource.ResourceSettings;
import dev.latchkey.provider.resource.Resources;
import dev.latchkey.provider.store.JdbiClientStore;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparsers;

/**
 * {@code demo create}: what {@code ./latchkey dev} lets people log in with, on an empty embedded database, printed as
 * {@code KEY=value} lines.
 */
final class DemoCommand extends ProviderCommand {
    private static final Duration TUTORIAL_LIFETIME = Duration.ofHours(10);
    private static final String REDIRECT_URI = "http://127.0.0.1:9999/callback";
    private static final int PASSWORD_LENGTH = 16;
    // The tutorials' plain code flow works with this client.
    private static final ClientPolicy WITHOUT_PKCE = new ClientPolicy(false, false, false, false, Set.of());

    private final PrintStream out;
    private final SecureRandom random = new SecureRandom();

    DemoCommand(PrintStream out, Timekeeping time) {
        super("demo", "Fills an empty embedded database for a first try", time);
        this.out = out;
    }

    @Override
    void configureActions(Subparsers actions) {
        action(actions, "create", "makes a user, an administrator and clients, and prints them");
    }

    @Override
    void run(String action, Namespace arguments, CommandContext context) {
        if (!context.database().settings().isEmbedded()) {
            throw new CommandException("Demo data is for an embedded database only: unset DATABASE_URL.");
        }
        requireSchema(context.database());
        createUser(context, "USERNAME", "PASSWORD", "alice", false);
        createUser(context, "ADMIN_USERNAME", "ADMIN_PASSWORD", "admin", true);
        createClients(context);
    }

    private void createUser(
            CommandContext context, String nameKey, String passwordKey, String name, boolean administrator) {
        String password = Secret.randomText(random, PASSWORD_LENGTH);
        NewUser user =
                NewUser.of(new UserName(name), PasswordHasher.forThisMachine().hash(password));
        UserCreation creation = new UserStore(context.database(), context.clock())
                .create(administrator ? user.asAdministrator() : user);
        if (!(creation instanceof UserCreation.Created created)) {
            throw new CommandException("The database is not empty: demo data needs an empty one.");
        }
        CommandAudit.trail(context)
                .record(CommandAudit.event(EventType.USER_CREATED)
                        .user(created.user().id())
                        .with("administrator", String.valueOf(administrator)));
        out.println(nameKey + "=" + name);
        out.println(passwordKey + "=" + password);
    }

    private void createClients(CommandContext context) {
        Resources resources = new Resources(context.configuration().resources());
        ClientTokens tutorial = new ClientTokens(TokenFormat.JWT, TUTORIAL_LIFETIME, null, null, true);
        List<RedirectUri> redirectUris = List.of(new RedirectUri(REDIRECT_URI));
        Set<GrantType> people = Set.of(
                GrantType.PASSWORD, GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN, GrantType.DEVICE_CODE);
        Set<GrantType> all = Set.of(
                GrantType.PASSWORD,
                GrantType.CLIENT_CREDENTIALS,
                GrantType.AUTHORIZATION_CODE,
                GrantType.REFRESH_TOKEN,
                GrantType.DEVICE_CODE);
        ClientPermissions web = new ClientPermissions(all, resources.scopes(), resources.scopes(), redirectUris)
                .introspectingFor(context.configuration().resources().stream()
                        .map(ResourceSettings::identifier)
                        .collect(Collectors.toSet()));
        ClientPermissions app = new ClientPermissions(people, resources.scopes(), resources.scopes(), redirectUris);
        ClientPermissions service = new ClientPermissions(
                Set.of(GrantType.CLIENT_CREDENTIALS), resources.scopes(), resources.scopes(), List.of());
        createClient(
                context, "CLIENT", new Wanted("Demo web app", ClientType.CONFIDENTIAL, web, tutorial, WITHOUT_PKCE));
        createClient(
                context,
                "PUBLIC_CLIENT",
                new Wanted("Demo app", ClientType.PUBLIC, app, tutorial, ClientPolicy.strict()));
        out.println("REDIRECT_URI=" + REDIRECT_URI);
        ClientTokens opaque = new ClientTokens(TokenFormat.OPAQUE, TUTORIAL_LIFETIME, null, null, true);
        createClient(
                context,
                "SERVICE_CLIENT",
                new Wanted("Demo service", ClientType.CONFIDENTIAL, service, opaque, ClientPolicy.strict()));
    }

    private void createClient(CommandContext context, String key, Wanted wanted) {
        ClientStore clients = new JdbiClientStore(context.database());
        Registered registered = new ClientRegistration(
                        CommandSecrets.of(context.configuration(), random), random, context.clock())
                .register(wanted);
        clients.register(registered.client(), context.clock().instant());
        CommandAudit.trail(context)
                .record(CommandAudit.event(EventType.CLIENT_CREATED)
                        .client(registered.client().id()));
        out.println(key + "_ID=" + registered.client().id());
        registered.secret().ifPresent(secret -> out.println(key + "_SECRET=" + secret.reveal()));
    }
}
