package dev.latchkey.sample.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/**
 * The body of every refusal.
 *
 * @param error a stable code
 * @param description a sentence that says what to do
 * @param fields a sentence for each field that is wrong, left out where none is
 */
public record ApiError(
        @JsonProperty("error") String error,
        @JsonProperty("error_description") String description,

        @JsonProperty("fields") @JsonInclude(JsonInclude.Include.NON_EMPTY)
        Map<String, String> fields) {
    /** Copies the fields. */
    public ApiError {
        fields = Map.copyOf(fields);
    }

    /** An error that is about no field. */
    public static ApiError of(String error, String description) {
        return new ApiError(error, description, Map.of());
    }
}
