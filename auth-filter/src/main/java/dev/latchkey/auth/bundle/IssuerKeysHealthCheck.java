package dev.latchkey.auth.bundle;

import com.codahale.metrics.health.HealthCheck;
import dev.latchkey.auth.jose.RemoteJwkSet;
import java.util.List;
import java.util.stream.Collectors;

/** Healthy as long as there are keys of each issuer that may be used: fetched, or kept, and not too old. */
final class IssuerKeysHealthCheck extends HealthCheck {
    private final List<RemoteJwkSet> issuers;

    IssuerKeysHealthCheck(List<RemoteJwkSet> issuers) {
        this.issuers = issuers;
    }

    @Override
    protected Result check() {
        String missing = issuers.stream()
                .filter(keys -> keys.fetchedAt().isEmpty())
                .map(keys -> keys.issuer().value())
                .collect(Collectors.joining(", "));
        return missing.isEmpty()
                ? Result.healthy("there are keys of %d issuers", issuers.size())
                : Result.unhealthy(
                        "no keys, or too old ones, of %s: is the issuer right and can it be reached?", missing);
    }
}
