package dev.latchkey.provider.bundle;

import dev.latchkey.accounts.database.Database;
import dev.latchkey.accounts.database.DatabaseClock;
import dev.latchkey.auth.jose.JwtSigner;
import dev.latchkey.provider.client.ClientCache;
import dev.latchkey.provider.client.ClientSecretHasher;
import dev.latchkey.provider.clientauth.AssertionRules;
import dev.latchkey.provider.clientauth.ClientAuthenticator;
import dev.latchkey.provider.clientauth.ClientProofs;
import dev.latchkey.provider.clientauth.FetchedKeys;
import dev.latchkey.provider.clientauth.SecretRekeying;
import dev.latchkey.provider.event.Activity;
import dev.latchkey.provider.event.AuditLog;
import dev.latchkey.provider.event.AuditTrail;
import dev.latchkey.provider.grant.Accounts;
import dev.latchkey.provider.grant.GuardedUsers;
import dev.latchkey.provider.grant.UserAuthenticator;
import dev.latchkey.provider.key.SigningKeys;
import dev.latchkey.provider.outbound.JsonFetcher;
import dev.latchkey.provider.protocol.HandleSealer;
import dev.latchkey.provider.protocol.RowIds;
import dev.latchkey.provider.protocol.ServerSecrets;
import dev.latchkey.provider.status.RevocationView;
import dev.latchkey.provider.status.StatusLists;
import dev.latchkey.provider.status.StatusStore;
import dev.latchkey.provider.store.JdbiAuditStore;
import dev.latchkey.provider.store.JdbiSigningKeyStore;
import dev.latchkey.provider.store.JdbiUsedAssertions;
import dev.latchkey.provider.token.TokenCustomizer;
import dev.latchkey.provider.token.TokenSettings;
import dev.latchkey.provider.token.TokenTools;
import io.dropwizard.core.setup.Environment;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;

/** What everything else stands on: the database, the server secrets, chance, time and the audit trail. */
record Foundation(Database database, ServerSecrets secrets, SecureRandom random, InstantSource clock, Activity audit) {

    static Foundation open(ProviderConfiguration configuration, Environment environment, Timekeeping time) {
        // Signing needs a library that is unpacked and checks itself: meanwhile the database opens, which takes longer.
        new Thread(JwtSigner::prepare, "signing-library").start();
        SecureRandom random = new SecureRandom();
        ServerSecrets secrets = SecretFile.secrets(configuration, random);
        Database database = Database.open(configuration.database(), environment.metrics());
        environment.lifecycle().manage(database);
        Schema.require(database);
        InstantSource clock = clock(time.over(database), environment);
        AuditTrail log = new AuditLog(
                new JdbiAuditStore(database),
                configuration.audit(),
                new RowIds(clock, random),
                clock,
                environment.metrics());
        return new Foundation(database, secrets, random, clock, new Activity(log, clock));
    }

    private static InstantSource clock(InstantSource clock, Environment environment) {
        if (clock instanceof DatabaseClock database) {
            database.sample();
            environment.lifecycle().manage(database);
            environment.healthChecks().register("clock", new ClockHealthCheck(database));
        }
        return clock;
    }

    SigningKeys signingKeys(ProviderConfiguration configuration) {
        SigningKeys keys =
                new SigningKeys(new JdbiSigningKeyStore(database), secrets, random, clock, configuration.keys());
        keys.load(configuration.signingAlgorithm());
        return keys;
    }

    ClientAuthenticator authenticator(
            ProviderConfiguration configuration,
            ClientCache clients,
            SecretRekeying rekeying,
            Environment environment) {
        Set<String> audiences = configuration.clientAssertions().audiences(configuration.issuer());
        JdbiUsedAssertions used = new JdbiUsedAssertions(database);
        environment.lifecycle().manage(new RestorePoll(used));
        AssertionRules rules = new AssertionRules(audiences, used, clock);
        ClientProofs proofs = ClientProofs.bySecret(new ClientSecretHasher(secrets), rekeying, clock, random)
                .andByAssertion(rules, new FetchedKeys(new JsonFetcher(configuration.outbound()), clock));
        return new ClientAuthenticator(clients, proofs, audit);
    }

    TokenTools tokenTools(String issuer, SigningKeys keys, StatusLists statusLists, TokenCustomizer claims) {
        return new TokenTools(issuer, keys, new HandleSealer(secrets), rowIds(), statusLists, clock, claims);
    }

    UserAuthenticator guarded(UserAuthenticator users, Accounts accounts, ProviderConfiguration configuration) {
        return new GuardedUsers(users, accounts::id, configuration.passwordAttempts(), clock, audit);
    }

    StatusLists statusLists(StatusStore store, RevocationView revocations, TokenSettings tokens) {
        return new StatusLists(store, revocations, rowIds(), tokens.longestAccessTokenLifetime(Duration.ZERO));
    }

    private RowIds rowIds() {
        return new RowIds(clock, random);
    }
}
