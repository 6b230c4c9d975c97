package dev.latchkey.provider.grant;

import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.client.ClientType;
import dev.latchkey.provider.limit.CreationLimit;
import dev.latchkey.provider.limit.SourceAddress;
import dev.latchkey.provider.protocol.HandleKind;
import dev.latchkey.provider.protocol.HandleSealer;
import dev.latchkey.provider.protocol.OAuthException;
import dev.latchkey.provider.protocol.Parameters;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/**
 * Slows down who sends codes and tokens that were never sealed here, in the name of a public client. No one guesses 128
 * bits; it keeps the noise down. Clients with a secret are not slowed: they may have many users, and lose a server secret
 * as we do.
 */
public final class HandleGuesses {
    private static final int ALLOWED = 1_000;
    private static final Duration PERIOD = Duration.ofMinutes(1);
    private static final Map<String, HandleKind> HANDLES = Map.of(
            "code", HandleKind.AUTHORIZATION_CODE,
            "refresh_token", HandleKind.REFRESH_TOKEN,
            "device_code", HandleKind.DEVICE_CODE);

    private final HandleSealer sealer;
    private final CreationLimit<Guesser> guesses;

    public HandleGuesses(HandleSealer sealer, InstantSource clock) {
        this.sealer = sealer;
        this.guesses = new CreationLimit<>(ALLOWED, PERIOD, clock);
    }

    /** Throws {@link OAuthException} too_many_requests after too many of them. */
    void require(Client client) {
        int wait = client.type() == ClientType.PUBLIC ? guesses.wait(Guesser.of(client)) : 0;
        if (wait > 0) {
            throw OAuthException.tooManyAttempts("too many forged codes and tokens for client " + client.id(), wait);
        }
    }

    /** Counts what a refused request sent. */
    void refused(Client client, Parameters parameters) {
        if (client.type() == ClientType.PUBLIC && isForged(parameters)) {
            int ignored = guesses.take(Guesser.of(client));
        }
    }

    private boolean isForged(Parameters parameters) {
        return HANDLES.entrySet().stream()
                .anyMatch(handle -> parameters
                        .find(handle.getKey())
                        .filter(text -> sealer.open(handle.getValue(), text).isEmpty())
                        .isPresent());
    }

    private record Guesser(String client, SourceAddress address) {
        static Guesser of(Client client) {
            return new Guesser(client.id().value(), SourceAddress.ofRequest());
        }
    }
}
