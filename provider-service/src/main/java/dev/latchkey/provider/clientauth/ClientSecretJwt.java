package dev.latchkey.provider.clientauth;

import dev.latchkey.auth.jose.ClientAssertion;
import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.client.ClientAuthenticationMethod;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.client.ClientSecretHash;
import dev.latchkey.provider.client.ClientSecretHasher;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** client_secret_jwt: an assertion authenticated by the client's secret, HS256 (RFC 7523 §2.2, OIDC Core §9). */
final class ClientSecretJwt implements Proof {
    private final AssertionRules rules;
    private final ClientSecretHasher secrets;
    private final SecretRekeying rekeying;
    private final InstantSource clock;
    private final SecureRandom random;

    ClientSecretJwt(
            AssertionRules rules,
            ClientSecretHasher secrets,
            SecretRekeying rekeying,
            InstantSource clock,
            SecureRandom random) {
        this.rules = rules;
        this.secrets = secrets;
        this.rekeying = rekeying;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public Optional<String> objection(Optional<Client> client, PresentedCredentials presented) {
        ClientAssertion assertion = presented.assertion();
        if (assertion == null || client.isEmpty()) {
            return Optional.of("no secret to check the assertion with");
        }
        Optional<Map<String, Object>> claims = claims(client.get(), assertion);
        return claims.isPresent()
                ? rules.objection(client.get().id(), claims.get())
                : Optional.of("not authenticated by a secret of the client");
    }

    private Optional<Map<String, Object>> claims(Client client, ClientAssertion assertion) {
        if (!client.authenticatesBy(ClientAuthenticationMethod.CLIENT_SECRET_JWT)) {
            return Optional.empty();
        }
        return client.credentials().liveSecrets(clock.instant()).stream()
                .flatMap(stored -> claims(client.id(), stored, assertion).stream())
                .findFirst();
    }

    private Optional<Map<String, Object>> claims(ClientId client, ClientSecretHash stored, ClientAssertion assertion) {
        Optional<String> secret = secrets.unwrap(stored, client);
        Optional<Map<String, Object>> claims = secret.flatMap(assertion::claimsAuthenticatedBy);
        if (claims.isPresent() && secrets.isOld(stored)) {
            rekeying.rekey(client, stored, secrets.rewrapped(stored, client, secret.orElseThrow(), random));
        }
        return claims;
    }
}
