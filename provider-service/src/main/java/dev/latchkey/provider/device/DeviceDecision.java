package dev.latchkey.provider.device;

/** What became of a device's request. */
public enum DeviceDecision {
    PENDING,
    ALLOWED,
    DENIED,
    /** Allowed, and its tokens were fetched. */
    REDEEMED
}
