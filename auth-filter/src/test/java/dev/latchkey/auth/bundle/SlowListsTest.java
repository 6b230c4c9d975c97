package dev.latchkey.auth.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.auth.LocalIssuer;
import dev.latchkey.auth.LocalStatusList;
import dev.latchkey.auth.bearer.GuardedApplication;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the status lists of one issuer do to the tokens of another. */
class SlowListsTest {
    private static final int MOST_LISTS = 64;
    // Less than it takes to give up all slow lists one after the other.
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final LocalIssuer slow = new LocalIssuer(GuardedApplication.CLOCK);
    private final LocalIssuer quick = new LocalIssuer(GuardedApplication.CLOCK);
    private final LocalStatusList list = new LocalStatusList(quick, "/o/status/1", GuardedApplication.CLOCK);
    private final CountDownLatch released = new CountDownLatch(1);

    @AfterEach
    void stop() {
        released.countDown();
        slow.close();
        quick.close();
    }

    @Test
    void keepNoListOfAnotherIssuerFromBeingRead() {
        slow.serve("/o/slow", exchange -> hang());
        try (GuardedApi api = new GuardedApi("{audience: '" + LocalIssuer.AUDIENCE
                + "', statusRefresh: 100ms, issuers: [{issuer: '" + slow.issuer() + "'}, {issuer: '" + quick.issuer()
                + "'}]}")) {
            List<CompletableFuture<HttpResponse<String>>> hanging = IntStream.range(0, MOST_LISTS)
                    .mapToObj(i -> api.begin("/users", slow.token(hangingList(i))))
                    .toList();
            Awaitility.await().until(() -> api.gauge("status.lists").equals((long) MOST_LISTS));

            Awaitility.await().atMost(PATIENCE).until(() -> api.status(quick.token(list.claim(7))) == 200);
            list.revoke(7);
            Awaitility.await().atMost(PATIENCE).until(() -> api.status(quick.token(list.claim(7))) == 401);
            assertThat(hanging).allMatch(answer -> answer.join().statusCode() == 503);
        }
    }

    private Map<String, Object> hangingList(int number) {
        String uri = "http://localhost:" + slow.port() + "/o/slow/" + number;
        return Map.of("status", Map.of("status_list", Map.of("idx", 1, "uri", uri)));
    }

    private void hang() {
        try {
            if (!released.await(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody let the list go");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
