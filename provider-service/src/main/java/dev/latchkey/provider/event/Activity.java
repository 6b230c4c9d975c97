package dev.latchkey.provider.event;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * What this process did in the last hour, by the minute: tokens issued, refusals by error code, tokens by client. It
 * listens to the audit trail, is bounded whatever comes, and forgets all at a restart. Safe for use by many threads.
 */
public final class Activity implements AuditTrail {
    /** How many minutes are remembered, the running one among them. */
    public static final int MINUTES = 60;

    private static final int MAX_NAMES = 500;
    private static final String OTHER = "other";

    private record Minute(
            long number, LongAdder issued, Map<String, LongAdder> errors, Map<String, LongAdder> clients) {
        Minute(long number) {
            this(number, new LongAdder(), new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
        }
    }

    private final AuditTrail next;
    private final InstantSource clock;
    private final AtomicReferenceArray<@Nullable Minute> minutes = new AtomicReferenceArray<>(MINUTES);

    /** Counts what it hands on to {@code next}. */
    public Activity(AuditTrail next, InstantSource clock) {
        this.next = next;
        this.clock = clock;
    }

    @Override
    public void record(AuditEvent event) {
        next.record(event);
        count(event);
    }

    @Override
    public void note(AuditEvent event) {
        next.note(event);
        count(event);
    }

    private void count(AuditEvent event) {
        switch (event.type()) {
            case TOKEN_ISSUED -> issued(event);
            case TOKEN_REFUSED -> count(current().errors(), event.details().getOrDefault("error", OTHER));
            case CLIENT_AUTHENTICATION_FAILED -> count(current().errors(), "invalid_client");
            default -> {
                // What people do is counted by nobody here.
            }
        }
    }

    private void issued(AuditEvent event) {
        Minute minute = current();
        minute.issued().increment();
        if (event.client() != null) {
            count(minute.clients(), event.client().value());
        }
    }

    private static void count(Map<String, LongAdder> counts, String name) {
        String known = counts.containsKey(name) || counts.size() < MAX_NAMES ? name : OTHER;
        counts.computeIfAbsent(known, unknown -> new LongAdder()).increment();
    }

    private Minute current() {
        long number = number(clock.instant());
        int slot = (int) Math.floorMod(number, (long) MINUTES);
        Minute minute = minutes.get(slot);
        while (minute == null || minute.number() != number) {
            minutes.compareAndSet(slot, minute, new Minute(number));
            minute = minutes.get(slot);
        }
        return minute;
    }

    private static long number(Instant at) {
        return at.getEpochSecond() / 60;
    }

    /** The start of the running minute. */
    public Instant thisMinute() {
        return clock.instant().truncatedTo(ChronoUnit.MINUTES);
    }

    /** Tokens issued in each of the last {@link #MINUTES}, oldest first; the last is the running one. */
    public List<Long> issuedByMinute() {
        long now = number(clock.instant());
        return LongStream.rangeClosed(now - MINUTES + 1, now)
                .map(number -> issuedIn(number))
                .boxed()
                .toList();
    }

    private long issuedIn(long number) {
        Minute minute = minutes.get((int) Math.floorMod(number, (long) MINUTES));
        return minute == null || minute.number() != number ? 0 : minute.issued().sum();
    }

    /** Refusals in the last hour by error code, most first. */
    public Map<String, Long> errors(int most) {
        return top(recent().stream().map(Minute::errors).toList(), most);
    }

    /** Tokens in the last hour by client id, most first; {@code other} for clients beyond what a minute remembers. */
    public Map<String, Long> clients(int most) {
        return top(recent().stream().map(Minute::clients).toList(), most);
    }

    private List<Minute> recent() {
        long now = number(clock.instant());
        return LongStream.range(0, MINUTES)
                .mapToObj(slot -> minutes.get((int) slot))
                .filter(minute -> minute != null && minute.number() > now - MINUTES && minute.number() <= now)
                .toList();
    }

    private static Map<String, Long> top(List<Map<String, LongAdder>> counts, int most) {
        Map<String, Long> sums = counts.stream()
                .flatMap(map -> map.entrySet().stream())
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey,
                        Collectors.summingLong(entry -> entry.getValue().sum())));
        Map<String, Long> top = new LinkedHashMap<>();
        sums.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(most)
                .forEach(entry -> top.put(entry.getKey(), entry.getValue()));
        return top;
    }
}
