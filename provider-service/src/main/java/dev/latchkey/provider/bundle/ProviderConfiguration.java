package dev.latchkey.provider.bundle;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.latchkey.accounts.database.DatabaseSettings;
import dev.latchkey.auth.jose.SigningAlgorithm;
import dev.latchkey.provider.application.ApplicationSettings;
import dev.latchkey.provider.authorize.AuthorizationSettings;
import dev.latchkey.provider.clientauth.ClientAssertionSettings;
import dev.latchkey.provider.device.DeviceSettings;
import dev.latchkey.provider.event.AuditSettings;
import dev.latchkey.provider.grant.PasswordAttemptSettings;
import dev.latchkey.provider.key.KeySettings;
import dev.latchkey.provider.login.SignUpSettings;
import dev.latchkey.provider.outbound.OutboundSettings;
import dev.latchkey.provider.overload.OverloadSettings;
import dev.latchkey.provider.page.BrandingSettings;
import dev.latchkey.provider.resource.ResourceSettings;
import dev.latchkey.provider.session.SessionSettings;
import dev.latchkey.provider.token.TokenSettings;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.MaxDuration;
import io.dropwizard.validation.MinDuration;
import jakarta.validation.Valid;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The provider's section of the configuration; {@code config.yml} explains each key.
 *
 * @param issuer the {@code iss} of every token; the endpoints live under its path
 * @param requireHttps whether requests that did not come by https are refused; false when left out
 * @param secret the server secrets, separated by commas; needed for every database but an embedded one
 * @param database where everything is kept
 * @param signingAlgorithm what signs tokens
 * @param keys how signing keys rotate
 * @param tokens how long tokens live
 * @param purge how expired rows go
 * @param audit how long audited acts are kept
 * @param clientAssertions how clients authenticate by JWT
 * @param resources the protected resources and their scopes
 * @param signUp sign up by people themselves
 * @param passwordAttempts how often passwords may be guessed
 * @param sessions how long a login lasts
 * @param authorization how strict the authorization endpoint is
 * @param device the device flow
 * @param applications the applications that people register for themselves
 * @param outbound what the provider may reach when a client names the address
 * @param branding whose pages people see
 * @param overload what happens when more is asked for than can be done
 * @param shutdownDelay how long requests are still served after SIGTERM; 3 s when left out
 */
public record ProviderConfiguration(
        @JsonProperty("issuer") String issuer,
        @JsonProperty("requireHttps") boolean requireHttps,
        @JsonProperty("secret") @Nullable String secret,
        @JsonProperty("database") @Valid DatabaseSettings database,
        @JsonProperty("signingAlgorithm") SigningAlgorithm signingAlgorithm,
        @JsonProperty("keys") @Valid KeySettings keys,
        @JsonProperty("tokens") @Valid TokenSettings tokens,
        @JsonProperty("purge") @Valid PurgeSettings purge,
        @JsonProperty("audit") @Valid AuditSettings audit,
        @JsonProperty("clientAssertions") @Valid ClientAssertionSettings clientAssertions,
        @JsonProperty("resources") @Valid List<ResourceSettings> resources,
        @JsonProperty("signUp") @Valid SignUpSettings signUp,
        @JsonProperty("passwordAttempts") @Valid PasswordAttemptSettings passwordAttempts,
        @JsonProperty("sessions") @Valid SessionSettings sessions,
        @JsonProperty("authorization") @Valid AuthorizationSettings authorization,
        @JsonProperty("device") @Valid DeviceSettings device,
        @JsonProperty("applications") @Valid ApplicationSettings applications,
        @JsonProperty("outbound") @Valid OutboundSettings outbound,
        @JsonProperty("branding") @Valid BrandingSettings branding,
        @JsonProperty("overload") @Valid OverloadSettings overload,

        @JsonProperty("shutdownDelay")
        @MinDuration(value = 0, unit = TimeUnit.SECONDS)
        @MaxDuration(value = 5, unit = TimeUnit.MINUTES)
        Duration shutdownDelay) {
    private static final String DEFAULT_ISSUER = "http://localhost:8000/o";
    private static final Duration SHUTDOWN_DELAY = Duration.seconds(3);

    /** Fills in the defaults. */
    public ProviderConfiguration {
        issuer = or(issuer, DEFAULT_ISSUER);
        database = or(database, DatabaseSettings.of(DatabaseSettings.DEFAULT_URL));
        signingAlgorithm = or(signingAlgorithm, SigningAlgorithm.ES256);
        keys = or(keys, KeySettings.defaults());
        tokens = or(tokens, TokenSettings.defaults());
        purge = or(purge, PurgeSettings.defaults());
        audit = or(audit, AuditSettings.defaults());
        clientAssertions = or(clientAssertions, ClientAssertionSettings.defaults());
        resources = List.copyOf(or(resources, List.of()));
        signUp = or(signUp, SignUpSettings.defaults());
        passwordAttempts = or(passwordAttempts, PasswordAttemptSettings.defaults());
        sessions = or(sessions, SessionSettings.defaults());
        authorization = or(authorization, AuthorizationSettings.defaults());
        device = or(device, DeviceSettings.defaults());
        applications = or(applications, ApplicationSettings.defaults());
        outbound = or(outbound, OutboundSettings.defaults());
        branding = or(branding, BrandingSettings.defaults());
        overload = or(overload, OverloadSettings.defaults());
        shutdownDelay = or(shutdownDelay, SHUTDOWN_DELAY);
    }

    private static <T> T or(@Nullable T configured, T otherwise) {
        return configured == null ? otherwise : configured;
    }

    /** A section with nothing but defaults. */
    public static ProviderConfiguration defaults() {
        return new ProviderConfiguration(
                DEFAULT_ISSUER,
                false,
                null,
                DatabaseSettings.of(DatabaseSettings.DEFAULT_URL),
                SigningAlgorithm.ES256,
                KeySettings.defaults(),
                TokenSettings.defaults(),
                PurgeSettings.defaults(),
                AuditSettings.defaults(),
                ClientAssertionSettings.defaults(),
                List.of(),
                SignUpSettings.defaults(),
                PasswordAttemptSettings.defaults(),
                SessionSettings.defaults(),
                AuthorizationSettings.defaults(),
                DeviceSettings.defaults(),
                ApplicationSettings.defaults(),
                OutboundSettings.defaults(),
                BrandingSettings.defaults(),
                OverloadSettings.defaults(),
                SHUTDOWN_DELAY);
    }

    @Override
    public String toString() {
        return "ProviderConfiguration[issuer=" + issuer + ", database=" + database + "]";
    }
}
