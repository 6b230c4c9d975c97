package dev.latchkey.auth.bundle;

import com.codahale.metrics.health.HealthCheck;
import dev.latchkey.auth.jose.RemoteJwkSet;
import java.util.List;
import java.util.stream.Collectors;

/** Healthy as soon as the issuer's keys are known; kept keys stay good while the issuer is out of reach. */
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
                ? Result.healthy("the keys of %d issuers are known", issuers.size())
                : Result.unhealthy("no keys yet of %s: is the issuer right and can it be reached?", missing);
    }
}
