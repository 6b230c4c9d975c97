package dev.latchkey.provider.app;

import dev.latchkey.auth.ScopeSet;
import dev.latchkey.provider.bundle.ProviderConfiguration;
import dev.latchkey.provider.client.ClientAuthentication;
import dev.latchkey.provider.client.ClientAuthenticationMethod;
import dev.latchkey.provider.client.ClientKeys;
import dev.latchkey.provider.client.ClientPermissions;
import dev.latchkey.provider.client.ClientPolicy;
import dev.latchkey.provider.client.ClientRegistration;
import dev.latchkey.provider.client.ClientTokens;
import dev.latchkey.provider.client.ClientType;
import dev.latchkey.provider.client.TokenFormat;
import dev.latchkey.provider.outbound.OutboundSettings;
import dev.latchkey.provider.protocol.GrantType;
import dev.latchkey.provider.protocol.RedirectUri;
import dev.latchkey.provider.resource.Resources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.Argument;
import net.sourceforge.argparse4j.inf.ArgumentParser;
import net.sourceforge.argparse4j.inf.ArgumentParserException;
import net.sourceforge.argparse4j.inf.Namespace;
import org.jspecify.annotations.Nullable;

/** The options of {@code client create}. */
final class ClientOptions {
    private static final Pattern SECONDS = Pattern.compile("[1-9][0-9]{0,8}");

    private ClientOptions() {}

    static void add(ArgumentParser create) {
        create.addArgument("name").help("what people see");
        create.addArgument("--type")
                .choices("confidential", "public")
                .setDefault("confidential")
                .help("whether it can keep a secret; confidential unless given");
        create.addArgument("--grant")
                .action(Arguments.append())
                .required(true)
                .help("a grant type it may use, such as client_credentials or refresh_token; repeat for several");
        create.addArgument("--scope").help("the scopes it may have, in quotes; all configured ones unless given");
        create.addArgument("--default-scope").setDefault("").help("the scopes it gets when it asks for none");
        create.addArgument("--redirect-uri")
                .action(Arguments.append())
                .help("where its users are sent back to; repeat for several");
        create.addArgument("--token-format")
                .choices("jwt", "opaque")
                .setDefault("jwt")
                .help("what its access tokens look like; jwt unless given");
        create.addArgument("--access-token-lifetime")
                .type(ClientOptions::lifetime)
                .help("seconds; the provider's unless given");
        create.addArgument("--refresh-token-idle-lifetime")
                .type(ClientOptions::lifetime)
                .help("seconds; the provider's unless given");
        create.addArgument("--refresh-token-lifetime")
                .type(ClientOptions::lifetime)
                .help("seconds; the provider's unless given");
        create.addArgument("--no-refresh-token-rotation")
                .dest("rotation")
                .action(Arguments.storeFalse())
                .help("keeps the same refresh token at each refresh");
        addPolicy(create);
        addAuthentication(create);
        addIntrospection(create);
    }

    private static Integer lifetime(ArgumentParser parser, Argument option, String seconds)
            throws ArgumentParserException {
        if (!SECONDS.matcher(seconds).matches()) {
            throw new ArgumentParserException(
                    "\"" + seconds + "\" is not a number of seconds from 1 to 999999999.", parser, option);
        }
        return Integer.valueOf(seconds);
    }

    private static void addAuthentication(ArgumentParser create) {
        create.addArgument("--auth-method")
                .action(Arguments.append())
                .help("how it authenticates: client_secret_basic, client_secret_post (both, unless given),"
                        + " client_secret_jwt or private_key_jwt");
        create.addArgument("--jwks").metavar("FILE").help("its public keys as a JWK set, for private_key_jwt");
        create.addArgument("--jwks-uri")
                .metavar("URL")
                .help("where it publishes its public keys, instead of --jwks; https");
    }

    private static void addIntrospection(ArgumentParser create) {
        create.addArgument("--introspects-for")
                .metavar("RESOURCE")
                .action(Arguments.append())
                .help("a resource, by its identifier, whose tokens it may introspect; repeat for several");
    }

    private static void addPolicy(ArgumentParser create) {
        create.addArgument("--no-pkce")
                .dest("pkce")
                .action(Arguments.storeFalse())
                .help("does not demand PKCE of this confidential client (legacy)");
        create.addArgument("--require-par")
                .action(Arguments.storeTrue())
                .help("accepts pushed requests only (RFC 9126)");
        create.addArgument("--trusted").action(Arguments.storeTrue()).help("does not ask people for consent");
        create.addArgument("--implicit")
                .action(Arguments.storeTrue())
                .help("allows response_type=token (legacy: tokens in the browser's address)");
        create.addArgument("--origin")
                .action(Arguments.append())
                .help("a web origin that may call the token endpoint; repeat for several");
    }

    static ClientRegistration.Wanted read(Namespace arguments, ProviderConfiguration configuration) {
        Resources resources = new Resources(configuration.resources());
        ClientRegistration.Wanted wanted = new ClientRegistration.Wanted(
                arguments.getString("name"),
                ClientType.valueOf(upper(arguments.getString("type"))),
                permissions(arguments, resources),
                tokens(arguments),
                policy(arguments),
                authentication(arguments, configuration.outbound()));
        ClientOptionsCheck.require(wanted, resources, configuration.tokens());
        return wanted;
    }

    private static ClientAuthentication authentication(Namespace arguments, OutboundSettings outbound) {
        List<String> methods =
                Optional.ofNullable(arguments.<String>getList("auth_method")).orElse(List.of());
        ClientKeys keys = keys(arguments, outbound);
        if (methods.isEmpty() && keys == null) {
            return ClientAuthentication.usual(ClientType.valueOf(upper(arguments.getString("type"))));
        }
        if (methods.isEmpty()) {
            throw new CommandException("--jwks and --jwks-uri are for clients that sign with their own key: add"
                    + " --auth-method private_key_jwt, or leave them out.");
        }
        return new ClientAuthentication(
                methods.stream().map(ClientAuthenticationMethod::named).collect(Collectors.toSet()), keys);
    }

    private static @Nullable ClientKeys keys(Namespace arguments, OutboundSettings outbound) {
        String file = arguments.getString("jwks");
        String uri = arguments.getString("jwks_uri");
        if (file != null && uri != null) {
            throw new CommandException(
                    "A client has --jwks or --jwks-uri, not both (RFC 7591 section 2): leave one out.");
        }
        if (uri != null) {
            return published(ClientKeys.Remote.parse(uri), outbound);
        }
        return file == null ? null : ClientKeys.Inline.parse(read(file));
    }

    private static ClientKeys published(ClientKeys.Remote keys, OutboundSettings outbound) {
        outbound.objection(keys.uri()).ifPresent(objection -> {
            throw new CommandException("The keys at " + keys.uri() + " would never be fetched: " + objection
                    + ". Use a public https address, or name its origin in provider.outbound.allow (config.yml).");
        });
        return keys;
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new CommandException("The file " + file + " cannot be read: check its path and its rights.");
        }
    }

    private static ClientPermissions permissions(Namespace arguments, Resources resources) {
        ScopeSet scopes = Optional.ofNullable(arguments.getString("scope"))
                .map(scope -> known(scopes(scope), resources))
                .orElseGet(resources::scopes);
        return new ClientPermissions(
                arguments.<String>getList("grant").stream()
                        .map(GrantType::named)
                        .collect(Collectors.toSet()),
                scopes,
                scopes(arguments.getString("default_scope")),
                Optional.ofNullable(arguments.<String>getList("redirect_uri")).orElse(List.of()).stream()
                        .map(RedirectUri::new)
                        .toList(),
                Set.copyOf(Optional.ofNullable(arguments.<String>getList("introspects_for"))
                        .orElse(List.of())));
    }

    private static ScopeSet scopes(String words) {
        return words.isBlank() ? ScopeSet.empty() : ScopeSet.parse(words.trim());
    }

    private static ScopeSet known(ScopeSet scopes, Resources resources) {
        if (!resources.requestable().containsAll(scopes)) {
            throw new CommandException("A scope in \"" + scopes + "\" is not configured. Configured are: "
                    + resources.requestable() + " (provider.resources in config.yml).");
        }
        return scopes;
    }

    private static ClientTokens tokens(Namespace arguments) {
        return new ClientTokens(
                TokenFormat.valueOf(upper(arguments.getString("token_format"))),
                seconds(arguments.getInt("access_token_lifetime")),
                seconds(arguments.getInt("refresh_token_idle_lifetime")),
                seconds(arguments.getInt("refresh_token_lifetime")),
                arguments.getBoolean("rotation"));
    }

    private static ClientPolicy policy(Namespace arguments) {
        return new ClientPolicy(
                arguments.getBoolean("pkce"),
                arguments.getBoolean("require_par"),
                arguments.getBoolean("trusted"),
                arguments.getBoolean("implicit"),
                Set.copyOf(
                        Optional.ofNullable(arguments.<String>getList("origin")).orElse(List.of())));
    }

    private static @Nullable Duration seconds(@Nullable Integer seconds) {
        return seconds == null ? null : Duration.ofSeconds(seconds);
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
