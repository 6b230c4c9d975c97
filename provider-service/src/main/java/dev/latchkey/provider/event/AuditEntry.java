package dev.latchkey.provider.event;

/**
 * An audited act as it is read again; what does not apply is the empty string.
 *
 * @param position where it stands
 * @param type what happened, one of {@link EventType#word()} or of an older release
 * @param outcome how it ended
 * @param actor who did it
 * @param user the id of the user it concerned
 * @param client the client it concerned
 * @param address where the request came from
 * @param requestId the request's id
 * @param details {@code name=value} pairs
 */
public record AuditEntry(
        AuditPosition position,
        String type,
        String outcome,
        String actor,
        String user,
        String client,
        String address,
        String requestId,
        String details) {
    /** The details with letters instead of the escapes of the log line; write them where text is escaped anew. */
    public String readableDetails() {
        return Pairs.readable(details);
    }
}
