package dev.latchkey.provider.clientauth;

import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.client.ClientSecretHash;
import dev.latchkey.provider.client.ClientSecretHasher;
import dev.latchkey.provider.protocol.Secret;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** client_secret_basic and client_secret_post: the secret itself (RFC 6749 §2.3.1). */
final class SecretProof implements Proof {
    private static final ClientId NOBODY = new ClientId("nobody");

    private final ClientSecretHasher hasher;
    private final SecretRekeying rekeying;
    private final InstantSource clock;
    private final ClientSecretHash nobodysHash;

    SecretProof(ClientSecretHasher hasher, SecretRekeying rekeying, InstantSource clock, SecureRandom random) {
        this.hasher = hasher;
        this.rekeying = rekeying;
        this.clock = clock;
        this.nobodysHash = hasher.hash(NOBODY, Secret.generate(random).reveal(), Instant.EPOCH);
    }

    @Override
    public Optional<String> objection(Optional<Client> client, PresentedCredentials presented) {
        // Compared whatever is known of the client, so that a stranger's answer takes no less time.
        Optional<ClientSecretHash> match = matching(client, presented.secret());
        if (match.isEmpty()) {
            return Optional.of("no such secret");
        }
        match.filter(hasher::isOld).ifPresent(hash -> rekey(client, hash, presented.secret()));
        return Optional.empty();
    }

    private Optional<ClientSecretHash> matching(Optional<Client> client, String secret) {
        Instant now = clock.instant();
        List<ClientSecretHash> known =
                client.map(found -> found.credentials().secrets()).orElse(List.of());
        ClientId id = client.map(Client::id).orElse(NOBODY);
        List<ClientSecretHash> hashes = known.isEmpty() ? List.of(nobodysHash) : known;
        return hashes.stream()
                .filter(hash -> hash.isLiveAt(now) && hasher.matches(hash, id, secret))
                .findFirst();
    }

    private void rekey(Optional<Client> client, ClientSecretHash old, String secret) {
        client.map(Client::id).ifPresent(id -> rekeying.rekey(id, old, hasher.rekeyed(old, id, secret)));
    }
}
