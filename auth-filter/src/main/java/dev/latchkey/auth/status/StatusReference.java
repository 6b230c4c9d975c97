package dev.latchkey.auth.status;

import java.util.Map;
import java.util.Optional;

/**
 * Where the status of a token stands (draft-ietf-oauth-status-list section 6.1).
 *
 * @param uri the list, character by character as the token names it
 * @param index the entry, from 0
 */
record StatusReference(String uri, int index) {
    private static final int MAX_URI_LENGTH = 1024;

    /** Reads the claim {@code status}; empty if it does not name an entry of a status list, or not properly. */
    static Optional<StatusReference> of(Object status) {
        if (status instanceof Map<?, ?> mechanisms
                && mechanisms.get("status_list") instanceof Map<?, ?> entry
                && entry.get("uri") instanceof String uri
                && entry.get("idx") instanceof Integer index
                && index >= 0
                && uri.length() <= MAX_URI_LENGTH) {
            return Optional.of(new StatusReference(uri, index));
        }
        return Optional.empty();
    }
}
