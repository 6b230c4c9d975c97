package dev.latchkey.provider.outbound;

import dev.latchkey.provider.protocol.ByteString;
import java.time.Duration;

/**
 * A JSON document from elsewhere.
 *
 * @param body its bytes, unread
 * @param maxAge how long its server lets it be kept; zero unless it says so
 */
public record FetchedJson(ByteString body, Duration maxAge) {}
