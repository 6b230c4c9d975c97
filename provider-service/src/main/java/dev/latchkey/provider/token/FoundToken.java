package dev.latchkey.provider.token;

import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.status.StatusIndex;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A token of ours, by its form and its seal; good or not is another question. */
sealed interface FoundToken {
    /** The client it was issued to. */
    ClientId client();

    /** A refresh token. */
    record OfRefresh(StoredGrant stored) implements FoundToken {
        @Override
        public ClientId client() {
            return stored.grant().client();
        }
    }

    /** An opaque access token of a grant. */
    record OfGrant(StoredGrant stored, int sequence) implements FoundToken {
        @Override
        public ClientId client() {
            return stored.grant().client();
        }
    }

    /** An opaque access token of a client itself. */
    record OfClient(ClientToken token) implements FoundToken {
        @Override
        public ClientId client() {
            return token.client();
        }
    }

    /** A JWT access token whose signature and issuer are ours. */
    record Jwt(ClientId client, TokenId id, Optional<StatusIndex> place, Map<String, Object> claims)
            implements FoundToken {
        /** Whether it is the client's own: it stands for no grant (RFC 9068 §2.2). */
        boolean isClients() {
            return client.value().equals(claims.get("sub"));
        }

        /** The user it stands for; only where it is not the client's own. */
        long user() {
            return Long.parseLong(String.valueOf(claims.get("sub")));
        }

        Instant expiresAt() {
            return claims.get("exp") instanceof Number seconds
                    ? Instant.ofEpochSecond(seconds.longValue())
                    : Instant.EPOCH;
        }

        @Override
        public String toString() {
            return "Jwt[client=" + client + "]";
        }
    }
}
