package dev.latchkey.sample.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.Map;

/** Says in a sentence what is wrong with a body, without repeating its values. */
final class JsonFaults {
    private static final int LONGEST_NAME = 60;

    private JsonFaults() {}

    static ApiException explain(JsonProcessingException fault) {
        if (fault instanceof UnrecognizedPropertyException unknown) {
            return ApiException.invalid(Map.of(shortened(unknown.getPropertyName()), "There is no such field."));
        }
        if (fault instanceof MismatchedInputException mismatch
                && !mismatch.getPath().isEmpty()) {
            return ApiException.invalid(Map.of(fieldOf(mismatch), sentenceFor(mismatch)));
        }
        return ApiException.unreadable("The body is not the JSON object this address takes: check its syntax.");
    }

    private static String fieldOf(JsonMappingException fault) {
        String name = fault.getPath().get(0).getFieldName();
        return name == null ? "body" : shortened(name);
    }

    private static String sentenceFor(MismatchedInputException fault) {
        return fault.getPath().size() > 1 || Iterable.class.isAssignableFrom(fault.getTargetType())
                ? "A list of strings is wanted."
                : "A string is wanted, once.";
    }

    private static String shortened(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
    }
}
