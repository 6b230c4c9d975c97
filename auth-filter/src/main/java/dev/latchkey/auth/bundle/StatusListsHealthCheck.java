package dev.latchkey.auth.bundle;

import com.codahale.metrics.health.HealthCheck;
import dev.latchkey.auth.status.StatusLists;
import java.util.List;

/** Healthy as long as every status list that tokens name is fresh enough to judge them by. */
final class StatusListsHealthCheck extends HealthCheck {
    private final List<StatusLists> issuers;

    StatusListsHealthCheck(List<StatusLists> issuers) {
        this.issuers = issuers;
    }

    @Override
    protected Result check() {
        long stale = issuers.stream().mapToLong(StatusLists::stale).sum();
        int all = issuers.stream().mapToInt(StatusLists::size).sum();
        return stale == 0
                ? Result.healthy("%d status lists are fresh", all)
                : Result.unhealthy(
                        "%d of %d status lists are too old or were never had: can the issuer be reached?", stale, all);
    }
}
