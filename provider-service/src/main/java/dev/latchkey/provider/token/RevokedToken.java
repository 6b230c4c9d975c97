package dev.latchkey.provider.token;

import dev.latchkey.provider.protocol.RowId;
import org.jspecify.annotations.Nullable;

/**
 * What ended with a token that its client gave back.
 *
 * @param user the id of the user it stood for; null where it was the client's own
 * @param grant the grant that ended with it; null where it was the client's own
 */
public record RevokedToken(@Nullable Long user, @Nullable RowId grant) {
    static RevokedToken of(Grant grant) {
        return new RevokedToken(grant.user().id(), grant.id());
    }

    static RevokedToken ofClient() {
        return new RevokedToken(null, null);
    }
}
