package dev.latchkey.provider.client;

import dev.latchkey.provider.protocol.RedirectUri;

/** Whether a client can keep a secret (RFC 6749 §2.1). */
public enum ClientType {
    CONFIDENTIAL,
    PUBLIC;

    /**
     * Whether any application on a person's device can pretend to be a client of this type with this redirect URI, so
     * that the person has to look each time (RFC 8252 §8.6).
     */
    public boolean canBeFeignedAt(RedirectUri redirectUri) {
        return this == PUBLIC && redirectUri.isNative();
    }
}
