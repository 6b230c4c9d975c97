package dev.latchkey.provider.session;

import java.time.Instant;

/**
 * What a browser was about to do when somebody had to log in first. It travels sealed, so that nobody can change it or
 * hand it to another browser.
 *
 * @param destination where the browser goes on: a path below the issuer's, such as {@code /authorize/resume}
 * @param payload what the destination needs to know; empty for nothing
 * @param prompt what the log-in page shows
 * @param issuedAt when it was first made
 */
public record Ticket(String destination, String payload, LoginPrompt prompt, Instant issuedAt) {
    /** Where it leads only: what travels may be private. */
    @Override
    public String toString() {
        return "Ticket[" + destination + "]";
    }
}
