package dev.latchkey.provider.bundle;

import dev.latchkey.auth.jose.SigningAlgorithm;
import dev.latchkey.provider.client.ClientStore;
import dev.latchkey.provider.key.SigningKeys;
import dev.latchkey.provider.token.TokenSettings;
import io.dropwizard.lifecycle.Managed;
import java.time.Duration;

/** Keeps the signing keys: twice a second it reads what other nodes changed, once a minute it does what is due. */
final class KeyTending implements Managed {
    private static final Duration PERIOD = Duration.ofMillis(500);
    private static final int TURNS_PER_TENDING = 120;

    private final SigningKeys keys;
    private final SigningAlgorithm algorithm;
    private final ClientStore clients;
    private final TokenSettings tokens;
    private final Chore chore = new Chore("key-tending", PERIOD, this::turn);
    private int turns;

    KeyTending(SigningKeys keys, SigningAlgorithm algorithm, ClientStore clients, TokenSettings tokens) {
        this.keys = keys;
        this.algorithm = algorithm;
        this.clients = clients;
        this.tokens = tokens;
    }

    @Override
    public void start() {
        chore.start();
    }

    @Override
    public void stop() {
        chore.stop();
    }

    private void turn() {
        if (turns++ % TURNS_PER_TENDING == 0) {
            keys.tend(algorithm, tokens.longestAccessTokenLifetime(clients.longestAccessTokenLifetime()));
        } else {
            keys.refresh();
        }
    }
}
