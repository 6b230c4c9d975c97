package dev.latchkey.auth.dpop;

/** What came out of using a proof. */
public enum DpopUse {
    /** It is new. */
    FIRST,
    /** It was used before. */
    REPLAYED,
    /** Too many are remembered to tell: nothing is forgotten early, or a flood would make room for replays. */
    UNKNOWN
}
