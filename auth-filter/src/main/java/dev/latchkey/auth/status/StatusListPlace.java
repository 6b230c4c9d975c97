package dev.latchkey.auth.status;

import org.jspecify.annotations.Nullable;

/**
 * A status list as HTTP knows it.
 *
 * @param uri where it is, as tokens name it
 * @param etag the tag of its last known state, if there is one
 */
record StatusListPlace(String uri, @Nullable String etag) {}
