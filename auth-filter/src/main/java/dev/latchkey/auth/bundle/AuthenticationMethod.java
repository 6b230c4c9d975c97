package dev.latchkey.auth.bundle;

/** How the API authenticates at the introspection endpoint (RFC 7591 section 2, {@code token_endpoint_auth_method}). */
public enum AuthenticationMethod {
    /** Identifier and secret in the header. */
    CLIENT_SECRET_BASIC,
    /** Identifier and secret in the form. */
    CLIENT_SECRET_POST,
    /** A JWT signed with a key of the API's own (RFC 7523). */
    PRIVATE_KEY_JWT
}
