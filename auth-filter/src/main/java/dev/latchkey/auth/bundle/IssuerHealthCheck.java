package dev.latchkey.auth.bundle;

import com.codahale.metrics.health.HealthCheck;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** Healthy as long as each issuer answered when it was asked last; tokens may well be judged while it is not. */
final class IssuerHealthCheck extends HealthCheck {
    private final List<Map.Entry<String, BooleanSupplier>> silent;

    /** Asks, for each issuer and each of the ways it is asked, whether it did not answer. */
    IssuerHealthCheck(List<Map.Entry<String, BooleanSupplier>> silent) {
        this.silent = List.copyOf(silent);
    }

    @Override
    protected Result check() {
        String missing = silent.stream()
                .filter(issuer -> issuer.getValue().getAsBoolean())
                .map(Map.Entry::getKey)
                .distinct()
                .collect(Collectors.joining(", "));
        return missing.isEmpty()
                ? Result.healthy("each issuer answered when it was asked last")
                : Result.unhealthy("no good answer from %s: is the issuer right and can it be reached?", missing);
    }
}
