package dev.latchkey.provider.protocol;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The server secrets: the first seals, all verify, so that a secret can be replaced while the provider runs.
 *
 * @param all the secrets in order, at least one
 */
public record ServerSecrets(List<ServerSecret> all) {
    public ServerSecrets {
        all = List.copyOf(all);
        if (all.isEmpty()) {
            throw new IllegalArgumentException("There is no server secret: set LATCHKEY_SECRET.");
        }
    }

    /**
     * Reads {@code LATCHKEY_SECRET}: secrets separated by commas or white space.
     *
     * @throws IllegalArgumentException when one is weak or there is none
     */
    public static ServerSecrets parse(String text) {
        return new ServerSecrets(Arrays.stream(text.trim().split("[,\\s]+"))
                .filter(part -> !part.isEmpty())
                .map(ServerSecret::new)
                .toList());
    }

    /** The secret that seals new things. */
    public ServerSecret sealing() {
        return all.get(0);
    }

    /** The secret with this id. */
    public Optional<ServerSecret> find(ByteString id) {
        return all.stream().filter(secret -> secret.id().equals(id)).findFirst();
    }
}
