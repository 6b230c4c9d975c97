package dev.latchkey.auth.bundle;

import com.codahale.metrics.health.HealthCheck;
import dev.latchkey.auth.status.StatusLists;

/** Healthy as long as every status list that tokens name is fresh enough to judge them by. */
final class StatusListsHealthCheck extends HealthCheck {
    private final StatusLists lists;

    StatusListsHealthCheck(StatusLists lists) {
        this.lists = lists;
    }

    @Override
    protected Result check() {
        long stale = lists.stale();
        return stale == 0
                ? Result.healthy("%d status lists are fresh", lists.size())
                : Result.unhealthy(
                        "%d of %d status lists are too old or were never had: can the issuer be reached?",
                        stale, lists.size());
    }
}
