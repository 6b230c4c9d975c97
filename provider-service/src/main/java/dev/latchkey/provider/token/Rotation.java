package dev.latchkey.provider.token;

/** What came of presenting a refresh token (RFC 9700 §4.14.2). */
public sealed interface Rotation {
    /**
     * New tokens, or within the grace the very same answer again.
     *
     * @param tokens the tokens
     */
    record Rotated(IssuedTokens tokens) implements Rotation {}

    /** The token was replaced more than once, just now: a slow tab, no theft. Nothing was changed. */
    record Superseded() implements Rotation {}

    /** The token was replaced long ago, so two parties hold the chain: the grant is revoked. */
    record Reused() implements Rotation {}

    /** The grant has ended. */
    record Ended() implements Rotation {}
}
