package dev.latchkey.sample.chaos;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/** Strangers guess passwords, a new name each time, while clients get and introspect tokens, which needs none. */
final class LoginFlood implements Fault {
    // Some ten times what one core can check.
    private static final double GUESSES_PER_SECOND = 400;
    private static final int CLIENTS = 4;
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final Duration MEASURED = Duration.ofSeconds(15);
    private static final double MOST = 3;
    // The limit for one address would end the flood: as if it came from everywhere.
    private static final Map<String, String> FROM_EVERYWHERE =
            Map.of("JAVA_TOOL_OPTIONS", "-Ddw.provider.passwordAttempts.perAddress=1000000000");

    @Override
    public Finding happen(Ground ground) throws Exception {
        try (ServerJar provider = ground.provider(0, List.of(), FROM_EVERYWHERE).ready();
                Flood flood = new Flood(provider.port(), () -> guess(ground))) {
            Caller caller = provider.caller();
            Pace pace = Pace.arriving(GUESSES_PER_SECOND);
            int warm =
                    flood.during(MEASURED, pace).size() + quiet(ground, caller).size();
            Collection<Reply> before = quiet(ground, caller);
            List<Reply> guesses;
            Collection<Reply> during;
            try (Load load = others(ground, caller)) {
                guesses = flood.during(MEASURED, pace);
                during = load.take();
            }
            return finding(before, during, guesses, warm);
        }
    }

    private static Collection<Reply> quiet(Ground ground, Caller caller) {
        try (Load load = others(ground, caller)) {
            LockSupport.parkNanos(MEASURED.toNanos());
            return load.replies();
        }
    }

    private static Load others(Ground ground, Caller caller) {
        String token = token(ground, caller).text("access_token");
        return Load.of(
                CLIENTS,
                PAUSE,
                number -> number % 2 == 0
                        ? token(ground, caller)
                        : caller.post("/o/introspect/", ground.service(), "token", token));
    }

    private static Reply token(Ground ground, Caller caller) {
        return caller.token(ground.service(), "grant_type", "client_credentials");
    }

    private static String guess(Ground ground) {
        String name = "stranger" + ThreadLocalRandom.current().nextLong(Long.MAX_VALUE);
        return RawRequest.token(
                ground.web(), "grant_type", "password", "username", name, "password", "let-me-in-please");
    }

    private static Finding finding(Collection<Reply> before, Collection<Reply> during, List<Reply> guesses, int warm) {
        Timing usual = Timing.of(before);
        Timing flooded = Timing.of(during);
        long failed = Load.count(during, reply -> !reply.isGood());
        long checked = Load.count(guesses, reply -> reply.status() == 400);
        long shed = Load.count(guesses, Reply::isComeAgain);
        long wrong = guesses.size() - checked - shed;
        return new Finding(
                Math.round(GUESSES_PER_SECOND) + " guesses at passwords a second do not slow tokens and introspection"
                        + " beyond " + MOST + " times (median and p99)",
                "before " + usual + ", during " + flooded + ": median " + Timing.shown(flooded.medianRatio(usual))
                        + " times, p99 " + Timing.shown(flooded.p99Ratio(usual)) + " times; " + failed + " of "
                        + during.size() + " refused; of " + guesses.size() + " guesses " + checked + " checked, "
                        + shed + " answered 503, " + wrong + " otherwise (" + warm + " requests to warm up)",
                failed == 0 && wrong == 0 && checked > 0,
                flooded.medianRatio(usual) <= MOST && flooded.p99Ratio(usual) <= MOST);
    }
}
