package dev.latchkey.provider.client;

import dev.latchkey.auth.UriSyntax;
import dev.latchkey.auth.jose.PublicKeySet;
import java.net.URI;

/** Where the public keys stand that check a client's assertions (RFC 7591 §2: {@code jwks} or {@code jwks_uri}). */
public sealed interface ClientKeys {
    /**
     * Registered with the client.
     *
     * @param jwks the JWK set as it was registered
     * @param keys the same, read
     */
    record Inline(String jwks, PublicKeySet keys) implements ClientKeys {
        /**
         * Reads a JWK set.
         *
         * @throws IllegalArgumentException with a sentence when a key in it cannot be used or is not public
         */
        public static Inline parse(String jwks) {
            return new Inline(jwks, PublicKeySet.registered(jwks));
        }
    }

    /**
     * Published by the client.
     *
     * @param uri where
     */
    record Remote(URI uri) implements ClientKeys {
        private static final int MAX_LENGTH = 2_000;

        /**
         * Reads the address.
         *
         * @throws IllegalArgumentException with a sentence when it is no absolute URL
         */
        public static Remote parse(String uri) {
            if (uri.length() > MAX_LENGTH) {
                throw new IllegalArgumentException("A jwks_uri has at most 2000 characters.");
            }
            return UriSyntax.parse(uri)
                    .filter(parsed -> parsed.getHost() != null
                            && parsed.getRawUserInfo() == null
                            && parsed.getRawFragment() == null)
                    .map(Remote::new)
                    .orElseThrow(
                            () -> new IllegalArgumentException(
                                    "The jwks_uri must be an https URL without user and fragment, such as https://app.example/jwks."));
        }
    }
}
