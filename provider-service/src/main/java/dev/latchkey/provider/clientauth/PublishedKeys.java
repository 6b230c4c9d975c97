package dev.latchkey.provider.clientauth;

import dev.latchkey.auth.jose.ClientAssertion;
import dev.latchkey.auth.jose.PublicKeySet;
import java.net.URI;
import java.util.Optional;

/** The keys that clients publish at their {@code jwks_uri} (RFC 7591 §2). */
@FunctionalInterface
public interface PublishedKeys {
    /** The keys at {@code uri}, with the one that the assertion names if it can be had; empty when there are none. */
    Optional<PublicKeySet> find(URI uri, ClientAssertion assertion);
}
