package dev.latchkey.provider.app;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import io.dropwizard.configuration.ConfigurationException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says what is wrong with a value in the configuration without the names of classes and the places of bytes. */
final class ConfigurationFault {
    private static final int MAX_CAUSES = 20;

    private ConfigurationFault() {}

    static String sentence(ConfigurationException fault) {
        return fault.getCause() instanceof JsonMappingException cause
                ? sentence(cause).orElse(String.valueOf(fault.getMessage()))
                : String.valueOf(fault.getMessage());
    }

    private static Optional<String> sentence(JsonMappingException fault) {
        if (fault instanceof InvalidFormatException format
                && format.getTargetType() != null
                && format.getTargetType().isEnum()) {
            return Optional.of(key(fault) + ": \"" + format.getValue() + "\" is not one of "
                    + Arrays.stream(format.getTargetType().getEnumConstants())
                            .map(String::valueOf)
                            .collect(Collectors.joining(", "))
                    + ".");
        }
        return reason(fault).map(reason -> key(fault) + ": " + reason);
    }

    // What our own types say of a value.
    private static Optional<String> reason(Throwable fault) {
        return Stream.iterate(fault.getCause(), cause -> cause != null, Throwable::getCause)
                .limit(MAX_CAUSES)
                .filter(IllegalArgumentException.class::isInstance)
                .map(Throwable::getMessage)
                .filter(message -> message != null)
                .findFirst();
    }

    private static String key(JsonMappingException fault) {
        return fault.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }
}
