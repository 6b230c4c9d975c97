package dev.latchkey.provider.clientauth;

import dev.latchkey.provider.client.Client;
import java.util.Optional;

/** One way for a client to prove who it is. */
@FunctionalInterface
interface Proof {
    /** What is wrong with the proof, as a fixed text for the log; empty when it holds. The client may be unknown. */
    Optional<String> objection(Optional<Client> client, PresentedCredentials presented);
}
