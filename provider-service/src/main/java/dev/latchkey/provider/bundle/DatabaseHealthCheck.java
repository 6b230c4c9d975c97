package dev.latchkey.provider.bundle;

import com.codahale.metrics.health.HealthCheck;
import dev.latchkey.accounts.database.Database;

/** Whether the database answers. */
final class DatabaseHealthCheck extends HealthCheck {
    private final Database database;

    DatabaseHealthCheck(Database database) {
        this.database = database;
    }

    @Override
    protected Result check() {
        return database.isHealthy() ? Result.healthy() : Result.unhealthy("The database does not answer.");
    }
}
