package dev.latchkey.provider.bundle;

import com.codahale.metrics.health.HealthCheck;
import dev.latchkey.provider.key.SigningKeys;
import java.util.Map;

/** Whether tokens can be signed. */
final class SigningKeysHealthCheck extends HealthCheck {
    private final SigningKeys keys;

    SigningKeysHealthCheck(SigningKeys keys) {
        this.keys = keys;
    }

    @Override
    protected Result check() {
        keys.sign("health-check", Map.of("purpose", "health check"));
        return Result.healthy();
    }
}
