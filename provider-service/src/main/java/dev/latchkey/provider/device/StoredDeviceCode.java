package dev.latchkey.provider.device;

import dev.latchkey.provider.token.GrantUser;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A device code as the store finds it.
 *
 * @param code the code
 * @param decision what became of it
 * @param user who claimed it by typing its user code, or null
 * @param userUnchanged whether that user may still do anything, and is the same as when claiming
 * @param interval how many seconds the device must wait between two polls
 * @param polledAt when it polled last
 */
public record StoredDeviceCode(
        DeviceCode code,
        DeviceDecision decision,
        @Nullable GrantUser user,
        boolean userUnchanged,
        int interval,
        Instant polledAt) {}
