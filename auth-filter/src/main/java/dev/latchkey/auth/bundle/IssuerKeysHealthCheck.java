package dev.latchkey.auth.bundle;

import com.codahale.metrics.health.HealthCheck;
import dev.latchkey.auth.jose.RemoteJwkSet;

/** Healthy as soon as the issuer's keys are known; kept keys stay good while the issuer is out of reach. */
final class IssuerKeysHealthCheck extends HealthCheck {
    private final RemoteJwkSet keys;

    IssuerKeysHealthCheck(RemoteJwkSet keys) {
        this.keys = keys;
    }

    @Override
    protected Result check() {
        return keys.fetchedAt()
                .map(time -> Result.healthy("keys fetched at %s", time))
                .orElseGet(() -> Result.unhealthy(
                        "no keys of the issuer yet: is the issuer of bearerAuth right and can it be reached?"));
    }
}
