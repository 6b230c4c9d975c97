package dev.latchkey.auth.dpop;

import dev.latchkey.auth.jose.SigningAlgorithm;
import java.time.Duration;
import java.util.Set;

/**
 * How proofs are judged.
 *
 * @param mode whether they are
 * @param address where clients see this API
 * @param algorithms the signature algorithms that are accepted
 * @param tolerance how far {@code iat} may be from this clock, before or after
 * @param nonce whether proofs must have a nonce of this process (RFC 9449 section 9)
 * @param replays how many proofs are remembered at once
 */
public record DpopSettings(
        DpopMode mode,
        ExternalAddress address,
        Set<SigningAlgorithm> algorithms,
        Duration tolerance,
        boolean nonce,
        int replays) {
    /** Copies the algorithms. */
    public DpopSettings {
        algorithms = Set.copyOf(algorithms);
    }

    /** The settings of an API that does not know DPoP. */
    public static DpopSettings off() {
        return new DpopSettings(DpopMode.OFF, ExternalAddress.ofRequest(), Set.of(), Duration.ofSeconds(1), false, 1);
    }
}
