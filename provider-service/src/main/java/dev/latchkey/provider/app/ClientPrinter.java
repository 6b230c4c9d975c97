package dev.latchkey.provider.app;

import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.client.ClientAuthenticationMethod;
import dev.latchkey.provider.client.ClientKeys;
import dev.latchkey.provider.client.ClientTokens;
import dev.latchkey.provider.protocol.GrantType;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows a client as lines of {@code name: value}, in the words of RFC 7591 where it has them. */
final class ClientPrinter {
    private ClientPrinter() {}

    static void print(PrintStream out, Client client) {
        ClientTokens tokens = client.tokens();
        out.println("client_id: " + client.id());
        out.println("client_name: " + client.name());
        out.println("client_type: " + lower(client.type()));
        out.println("enabled: " + client.enabled());
        out.println("token_endpoint_auth_methods: "
                + sorted(client.credentials().methods(), ClientAuthenticationMethod::word));
        printKeys(out, client.credentials().keys());
        out.println("secrets: " + client.credentials().secrets().size());
        out.println("grant_types: " + sorted(client.permissions().grantTypes(), GrantType::value));
        out.println("scope: " + client.permissions().scopes());
        out.println("default_scope: " + client.permissions().defaultScopes());
        client.permissions().redirectUris().forEach(uri -> out.println("redirect_uri: " + uri));
        client.permissions().introspectsFor().forEach(resource -> out.println("introspects_for: " + resource));
        out.println("token_format: " + lower(tokens.format()));
        out.println("access_token_lifetime: " + seconds(tokens.accessTokenLifetime()));
        out.println("refresh_token_idle_lifetime: " + seconds(tokens.refreshTokenIdleLifetime()));
        out.println("refresh_token_lifetime: " + seconds(tokens.refreshTokenLifetime()));
        out.println("refresh_token_rotation: " + tokens.rotation());
        out.println("pkce_required: " + client.policy().pkceRequired());
        out.println("require_pushed_authorization_requests: " + client.policy().pushedRequestRequired());
        out.println("trusted: " + client.policy().trusted());
        out.println("implicit: " + client.policy().implicit());
        client.policy().origins().forEach(origin -> out.println("origin: " + origin));
    }

    private static void printKeys(PrintStream out, @Nullable ClientKeys keys) {
        if (keys instanceof ClientKeys.Inline inline) {
            out.println("jwks: " + inline.jwks().replaceAll("\\s+", " "));
        }
        if (keys instanceof ClientKeys.Remote remote) {
            out.println("jwks_uri: " + remote.uri());
        }
    }

    static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static <T> String sorted(Collection<T> values, Function<T, String> word) {
        return values.stream().map(word).sorted().collect(Collectors.joining(" "));
    }

    private static String seconds(@Nullable Duration lifetime) {
        return lifetime == null ? "the provider's" : lifetime.toSeconds() + " s";
    }
}
