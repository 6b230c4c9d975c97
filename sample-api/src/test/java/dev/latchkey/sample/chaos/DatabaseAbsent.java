package dev.latchkey.sample.chaos;

import java.time.Duration;

/** The provider is started while its database is not there. */
final class DatabaseAbsent implements Fault {
    private static final Duration SERVED = Duration.ofSeconds(15);

    @Override
    public Finding happen(Ground ground) throws Exception {
        ground.database().kill();
        try (ServerJar provider = ground.provider(0)) {
            return during(ground, provider);
        }
    }

    private static Finding during(Ground ground, ServerJar provider) throws Exception {
        Patience.await("the provider to say that it waits, see its log")
                .until(() -> provider.text().contains("waiting for it") || !provider.isAlive());
        Reply health = provider.admin().get("/healthcheck");
        Reply token = provider.caller().token(ground.service(), "grant_type", "client_credentials");
        ground.database().start();
        long back = System.nanoTime();
        Patience.await("a token")
                .until(() -> provider.caller()
                        .token(ground.service(), "grant_type", "client_credentials")
                        .isGood());
        Duration served = Duration.ofNanos(System.nanoTime() - back);
        provider.ready();
        return new Finding(
                "a provider without its database waits, says so, is red, and serves within 15 s of its coming",
                "health " + health.status() + ", token endpoint " + token.status() + ", first token after "
                        + served.toMillis() + " ms",
                health.status() == 503 && token.isComeAgain(),
                served.compareTo(SERVED) <= 0);
    }
}
