package dev.latchkey.provider.client;

/** What an access token looks like: a signed JWT (RFC 9068), or a handle that only introspection can read. */
public enum TokenFormat {
    JWT,
    OPAQUE
}
