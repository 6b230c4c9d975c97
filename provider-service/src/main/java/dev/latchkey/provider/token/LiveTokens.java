package dev.latchkey.provider.token;

import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.protocol.GrantType;
import java.time.Instant;
import java.util.List;

/** Finds the tokens that are still good, newest first and at most {@link #LIMIT}. */
public interface LiveTokens {
    /** How many are looked at. */
    int LIMIT = 20;

    /** The client's own opaque tokens that live beyond {@code after}. */
    List<ClientToken> ofClient(ClientId client, Instant after);

    /** The grants of this type that the user gave the client, whose access tokens live beyond {@code after}. */
    List<Grant> ofUser(ClientId client, GrantType grantType, GrantUser user, Instant after);
}
