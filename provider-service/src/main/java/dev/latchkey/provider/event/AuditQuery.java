package dev.latchkey.provider.event;

import dev.latchkey.provider.client.ClientId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which audited acts are looked for; what is null does not matter.
 *
 * @param type what happened
 * @param outcome how it ended
 * @param actor who did it
 * @param user whom it concerned, by id
 * @param client which client it concerned
 * @param from the earliest time
 * @param until the time before which it was
 */
public record AuditQuery(
        @Nullable EventType type,
        @Nullable Outcome outcome,
        @Nullable Actor actor,
        @Nullable Long user,
        @Nullable ClientId client,
        @Nullable Instant from,
        @Nullable Instant until) {}
