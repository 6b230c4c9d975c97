package dev.latchkey.provider.store;

import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.client.ClientAuthentication;
import dev.latchkey.provider.client.ClientAuthenticationMethod;
import dev.latchkey.provider.client.ClientCredentials;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.client.ClientKeys;
import dev.latchkey.provider.client.ClientPermissions;
import dev.latchkey.provider.client.ClientPolicy;
import dev.latchkey.provider.client.ClientSecretHash;
import dev.latchkey.provider.client.ClientTokens;
import dev.latchkey.provider.client.ClientType;
import dev.latchkey.provider.client.TokenFormat;
import dev.latchkey.provider.protocol.GrantType;
import dev.latchkey.provider.protocol.RedirectUri;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** The rows of {@code oauth_client}. */
final class ClientRows {
    static final String COLUMNS = """
            client_id, name, client_type, authentication_methods, grant_types, scopes, default_scopes, redirect_uris,
            token_format, access_token_lifetime, refresh_token_idle_lifetime, refresh_token_lifetime, rotation,
            pkce_required, pushed_request_required, trusted, implicit_allowed, origins, introspects_for, jwks, jwks_uri, enabled, version, owner_id""";
    private static final String INSERT = """
            INSERT INTO oauth_client (client_id, name, name_key, client_type, authentication_methods, grant_types,
                scopes, default_scopes, redirect_uris, token_format, access_token_lifetime, refresh_token_idle_lifetime,
                refresh_token_lifetime, rotation, pkce_required, pushed_request_required, trusted, implicit_allowed,
                origins, introspects_for, jwks, jwks_uri, enabled, version, created_at, changed_at)
            VALUES (:client_id, :name, :name_key, :client_type, :authentication_methods, :grant_types, :scopes,
                :default_scopes, :redirect_uris, :token_format, :access_token_lifetime, :refresh_token_idle_lifetime,
                :refresh_token_lifetime, :rotation, :pkce_required, :pushed_request_required, :trusted, :implicit_allowed,
                :origins, :introspects_for, :jwks, :jwks_uri, :enabled, :version, :now, :now)""";

    private static final String CHANGE = """
            UPDATE oauth_client SET name = :name, name_key = :name_key, redirect_uris = :redirect_uris,
                   origins = :origins, trusted = :trusted
             WHERE client_id = :client_id""";

    private static final String ADMINISTER = """
            UPDATE oauth_client
               SET name = :name, name_key = :name_key, grant_types = :grant_types, scopes = :scopes,
                   default_scopes = :default_scopes, redirect_uris = :redirect_uris,
                   introspects_for = :introspects_for, token_format = :token_format,
                   access_token_lifetime = :access_token_lifetime,
                   refresh_token_idle_lifetime = :refresh_token_idle_lifetime,
                   refresh_token_lifetime = :refresh_token_lifetime, rotation = :rotation,
                   pkce_required = :pkce_required, pushed_request_required = :pushed_request_required,
                   trusted = :trusted, implicit_allowed = :implicit_allowed, origins = :origins
             WHERE client_id = :client_id""";

    private ClientRows() {}

    static void insert(Handle handle, Client client, long now) {
        try (Update insert = handle.createUpdate(INSERT)) {
            bindPolicy(bindTokens(bindPermissions(insert, client.permissions()), client.tokens()), client.policy())
                    .bind("client_id", client.id().bytes())
                    .bind("name", client.name())
                    .bind("name_key", nameKey(client.name()))
                    .bind("client_type", client.type().name())
                    .bind(
                            "authentication_methods",
                            words(client.credentials().methods(), ClientAuthenticationMethod::name))
                    .bind("jwks", jwks(client.credentials().keys()))
                    .bind("jwks_uri", jwksUri(client.credentials().keys()))
                    .bind("enabled", client.enabled())
                    .bind("version", client.version())
                    .bind("now", now)
                    .execute();
        }
        List<ClientSecretHash> secrets = client.credentials().secrets();
        for (int i = 0; i < secrets.size(); i++) {
            ClientSecretRows.insert(handle, client.id(), secrets.size() - i, secrets.get(i));
        }
    }

    static void change(Handle handle, Client client) {
        handle.createUpdate(CHANGE)
                .bind("client_id", client.id().bytes())
                .bind("name", client.name())
                .bind("name_key", nameKey(client.name()))
                .bind("redirect_uris", words(client.permissions().redirectUris(), RedirectUri::value))
                .bind("origins", words(client.policy().origins(), Function.identity()))
                .bind("trusted", client.policy().trusted())
                .execute();
    }

    /** Keeps what administrators change: all but type, authentication and secrets. */
    static void administer(Handle handle, Client client) {
        Update update = handle.createUpdate(ADMINISTER);
        bindPolicy(bindTokens(bindPermissions(update, client.permissions()), client.tokens()), client.policy())
                .bind("client_id", client.id().bytes())
                .bind("name", client.name())
                .bind("name_key", nameKey(client.name()))
                .execute();
    }

    /** What clients are searched by. */
    static byte[] nameKey(String name) {
        return Rows.bytes(name.toLowerCase(Locale.ROOT));
    }

    private static Update bindPermissions(Update insert, ClientPermissions permissions) {
        return insert.bind("grant_types", words(permissions.grantTypes(), GrantType::value))
                .bind("scopes", Rows.bytes(permissions.scopes().toString()))
                .bind("default_scopes", Rows.bytes(permissions.defaultScopes().toString()))
                .bind("redirect_uris", words(permissions.redirectUris(), RedirectUri::value))
                .bind("introspects_for", words(permissions.introspectsFor(), Function.identity()));
    }

    private static Update bindTokens(Update insert, ClientTokens tokens) {
        return insert.bind("token_format", tokens.format().name())
                .bind("access_token_lifetime", seconds(tokens.accessTokenLifetime()))
                .bind("refresh_token_idle_lifetime", seconds(tokens.refreshTokenIdleLifetime()))
                .bind("refresh_token_lifetime", seconds(tokens.refreshTokenLifetime()))
                .bind("rotation", tokens.rotation());
    }

    private static Update bindPolicy(Update insert, ClientPolicy policy) {
        return insert.bind("pkce_required", policy.pkceRequired())
                .bind("pushed_request_required", policy.pushedRequestRequired())
                .bind("trusted", policy.trusted())
                .bind("implicit_allowed", policy.implicit())
                .bind("origins", words(policy.origins(), Function.identity()));
    }

    private static byte @Nullable [] jwks(@Nullable ClientKeys keys) {
        return keys instanceof ClientKeys.Inline inline ? Rows.bytes(inline.jwks()) : null;
    }

    private static byte @Nullable [] jwksUri(@Nullable ClientKeys keys) {
        return keys instanceof ClientKeys.Remote remote
                ? Rows.bytes(remote.uri().toString())
                : null;
    }

    static Client read(Handle handle, ResultSet row) throws SQLException {
        ClientId id = new ClientId(Rows.text(row, "client_id"));
        return new Client(
                id,
                row.getString("name"),
                ClientType.valueOf(row.getString("client_type")),
                new ClientCredentials(authentication(row), ClientSecretRows.find(handle, id)),
                permissions(row),
                tokens(row),
                policy(row),
                row.getBoolean("enabled"),
                row.getLong("version"));
    }

    private static ClientPermissions permissions(ResultSet row) throws SQLException {
        return new ClientPermissions(
                words(row, "grant_types").map(GrantType::new).collect(Collectors.toSet()),
                Rows.scope(row, "scopes"),
                Rows.scope(row, "default_scopes"),
                words(row, "redirect_uris").map(RedirectUri::new).toList(),
                words(row, "introspects_for").collect(Collectors.toSet()));
    }

    private static ClientTokens tokens(ResultSet row) throws SQLException {
        return new ClientTokens(
                TokenFormat.valueOf(row.getString("token_format")),
                duration(row, "access_token_lifetime"),
                duration(row, "refresh_token_idle_lifetime"),
                duration(row, "refresh_token_lifetime"),
                row.getBoolean("rotation"));
    }

    private static ClientPolicy policy(ResultSet row) throws SQLException {
        return new ClientPolicy(
                row.getBoolean("pkce_required"),
                row.getBoolean("pushed_request_required"),
                row.getBoolean("trusted"),
                row.getBoolean("implicit_allowed"),
                originsOf(row),
                row.getString("owner_id") != null);
    }

    static Set<String> originsOf(ResultSet row) throws SQLException {
        return words(row, "origins").collect(Collectors.toSet());
    }

    private static ClientAuthentication authentication(ResultSet row) throws SQLException {
        return new ClientAuthentication(
                words(row, "authentication_methods")
                        .map(ClientAuthenticationMethod::valueOf)
                        .collect(Collectors.toSet()),
                keys(row));
    }

    private static @Nullable ClientKeys keys(ResultSet row) throws SQLException {
        String jwks = Rows.textOrEmpty(row, "jwks");
        String uri = Rows.textOrEmpty(row, "jwks_uri");
        if (!jwks.isEmpty()) {
            return ClientKeys.Inline.parse(jwks);
        }
        return uri.isEmpty() ? null : ClientKeys.Remote.parse(uri);
    }

    private static <T> byte[] words(Collection<T> values, Function<T, String> word) {
        return Rows.bytes(values.stream().map(word).collect(Collectors.joining(" ")));
    }

    private static Stream<String> words(ResultSet row, String column) throws SQLException {
        return Arrays.stream(Rows.textOrEmpty(row, column).split(" ")).filter(word -> !word.isEmpty());
    }

    private static @Nullable Long seconds(@Nullable Duration duration) {
        return duration == null ? null : duration.toSeconds();
    }

    private static @Nullable Duration duration(ResultSet row, String column) throws SQLException {
        long seconds = row.getLong(column);
        return Optional.of(seconds)
                .filter(any -> any > 0)
                .map(Duration::ofSeconds)
                .orElse(null);
    }
}
