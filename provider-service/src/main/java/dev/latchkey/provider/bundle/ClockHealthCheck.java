package dev.latchkey.provider.bundle;

import com.codahale.metrics.health.HealthCheck;
import dev.latchkey.accounts.database.DatabaseClock;

/** Whether the host's clock is near that of the database, by which everything goes here. */
final class ClockHealthCheck extends HealthCheck {
    private final DatabaseClock clock;

    ClockHealthCheck(DatabaseClock clock) {
        this.clock = clock;
    }

    @Override
    protected Result check() {
        return clock.isHostFarOff()
                ? Result.unhealthy("The clocks of this host and of the database are "
                        + clock.hostAhead().abs().toSeconds() + " s apart: set both by NTP.")
                : Result.healthy();
    }
}
