package dev.latchkey.provider.clientauth;

import static dev.latchkey.provider.client.ClientAuthenticationMethod.CLIENT_SECRET_BASIC;
import static dev.latchkey.provider.client.ClientAuthenticationMethod.CLIENT_SECRET_JWT;
import static dev.latchkey.provider.client.ClientAuthenticationMethod.CLIENT_SECRET_POST;
import static dev.latchkey.provider.client.ClientAuthenticationMethod.NONE;
import static dev.latchkey.provider.client.ClientAuthenticationMethod.PRIVATE_KEY_JWT;

import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.client.ClientAuthenticationMethod;
import dev.latchkey.provider.client.ClientSecretHasher;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The ways for clients to prove who they are, one class for each. */
public final class ClientProofs {
    private final ClientSecretHasher hasher;
    private final SecretRekeying rekeying;
    private final InstantSource clock;
    private final SecureRandom random;
    private final Map<ClientAuthenticationMethod, Proof> proofs = new EnumMap<>(ClientAuthenticationMethod.class);

    private ClientProofs(ClientSecretHasher hasher, SecretRekeying rekeying, InstantSource clock, SecureRandom random) {
        this.hasher = hasher;
        this.rekeying = rekeying;
        this.clock = clock;
        this.random = random;
    }

    /** Secrets, and nothing at all for public clients. */
    public static ClientProofs bySecret(
            ClientSecretHasher hasher, SecretRekeying rekeying, InstantSource clock, SecureRandom random) {
        ClientProofs proofs = new ClientProofs(hasher, rekeying, clock, random);
        SecretProof secret = new SecretProof(hasher, rekeying, clock, random);
        proofs.proofs.put(CLIENT_SECRET_BASIC, secret);
        proofs.proofs.put(CLIENT_SECRET_POST, secret);
        proofs.proofs.put(NONE, (client, presented) -> Optional.empty());
        return proofs;
    }

    /** The same, and assertions too. */
    public ClientProofs andByAssertion(AssertionRules rules, PublishedKeys published) {
        ClientProofs all = new ClientProofs(hasher, rekeying, clock, random);
        all.proofs.putAll(proofs);
        all.proofs.put(PRIVATE_KEY_JWT, new PrivateKeyJwt(rules, published));
        all.proofs.put(CLIENT_SECRET_JWT, new ClientSecretJwt(rules, hasher, rekeying, clock, random));
        return all;
    }

    Optional<String> objection(Optional<Client> client, PresentedCredentials presented) {
        Proof proof = proofs.get(presented.method());
        return proof == null ? Optional.of("not switched on") : proof.objection(client, presented);
    }
}
