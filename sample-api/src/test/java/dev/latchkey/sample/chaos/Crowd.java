package dev.latchkey.sample.chaos;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.locks.LockSupport;

/** Thousands of connections that rest, or on which requests drip in and answers out, beside a few honest clients. */
final class Crowd implements Fault {
    private static final int KINDS = 4;
    private static final int CLIENTS = 4;
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final Duration MEASURED = Duration.ofSeconds(15);
    // config.yml: 20 s for a transfer, 30 s of idleness; each is looked at now and then.
    private static final Duration CUT = Duration.ofSeconds(45);
    private static final double MOST = 2;
    private static final long MEMORY = 256;

    private final int ofEachKind;

    /** So many connections, a quarter of which rest. */
    Crowd(int connections) {
        this.ofEachKind = connections / KINDS;
    }

    @Override
    public Finding happen(Ground ground) throws Exception {
        try (ServerJar provider = ground.provider(0).ready()) {
            Caller caller = provider.caller();
            tokens(ground, caller);
            tokens(ground, caller);
            Collection<Reply> before = tokens(ground, caller);
            long usual = provider.residentMegabytes();
            try (SlowClients crowd = new SlowClients(provider.port())) {
                crowd.open(ofEachKind);
                Collection<Reply> during = tokens(ground, caller);
                long open = crowd.open();
                long held = provider.residentMegabytes();
                Patience.await("the end of the slow ones")
                        .atMost(CUT.multipliedBy(2))
                        .until(() -> crowd.open() == 0 || crowd.age().compareTo(CUT) > 0);
                return finding(Timing.of(before), during, open, crowd.open(), usual, held);
            }
        }
    }

    private static Collection<Reply> tokens(Ground ground, Caller caller) {
        Load load =
                Load.of(CLIENTS, PAUSE, number -> caller.token(ground.service(), "grant_type", "client_credentials"));
        try (load) {
            LockSupport.parkNanos(MEASURED.toNanos());
            return load.replies();
        }
    }

    private Finding finding(Timing before, Collection<Reply> replies, long open, long left, long usual, long held) {
        Timing during = Timing.of(replies);
        long failed = Load.count(replies, reply -> !reply.isGood());
        return new Finding(
                KINDS * ofEachKind + " connections, a quarter each at rest, sending headers, sending bodies and taking"
                        + " answers slowly, do not slow others beyond " + MOST + " times (p99), are cut within "
                        + CUT.toSeconds() + " s, and take less than " + MEMORY + " MiB",
                "before " + before + ", during " + during + ": median " + Timing.shown(during.medianRatio(before))
                        + " times, p99 " + Timing.shown(during.p99Ratio(before)) + " times; " + failed + " of "
                        + during.count() + " tokens failed; " + open + " slow ones still open then, " + left
                        + " at the end; memory " + usual + " MiB before, " + held + " with them",
                failed == 0 && left == 0,
                during.p99Ratio(before) <= MOST && held - usual <= MEMORY);
    }
}
