package dev.latchkey.provider.overload;

import java.util.Map;

/**
 * What a request is answered for which there is no place.
 *
 * @param headers those of the answer beside {@code Retry-After}
 * @param body the answer itself
 */
public record Refusal(Map<String, String> headers, String body) {
    public Refusal {
        headers = Map.copyOf(headers);
    }
}
