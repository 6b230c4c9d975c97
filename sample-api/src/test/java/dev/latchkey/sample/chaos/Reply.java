package dev.latchkey.sample.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;

/**
 * An answer, or that there was none.
 *
 * @param status 0 when the connection was refused or broke
 * @param retryAfter the header Retry-After, empty when it was missing
 * @param body what was answered, or why nothing was
 */
record Reply(int status, String retryAfter, String body, Duration took) {
    static final int NONE = 0;

    private static final ObjectMapper JSON = new ObjectMapper();

    boolean isGood() {
        return status == 200;
    }

    /** Whether it says, as it should, to come again. */
    boolean isComeAgain() {
        return status == 503 && !retryAfter.isEmpty();
    }

    /** A member of the JSON object; empty where there is none. */
    String text(String name) {
        try {
            return JSON.readTree(body).path(name).asText();
        } catch (IOException e) {
            return "";
        }
    }

    JsonNode json() throws IOException {
        return JSON.readTree(body);
    }
}
