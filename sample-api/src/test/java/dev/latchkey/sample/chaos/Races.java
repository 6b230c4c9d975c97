package dev.latchkey.sample.chaos;

import dev.latchkey.testing.FragileDatabase;
import dev.latchkey.testing.GaleraCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What is good once, gone after by many at the same time at two providers over one database. A race is one code, refresh
 * token, device code, pushed request, assertion or consent form, sent by two contenders, one to each provider; each
 * hundredth by fifty.
 */
final class Races implements Fault {
    // A third of 100,000 on each of three databases, most of them of what is made without a person.
    private static final int RACES = Integer.getInteger("chaos.races", 33_400);
    private static final Map<String, Integer> PER_THOUSAND =
            new TreeMap<>(Map.of("jti", 380, "refresh", 340, "code", 120, "par", 80, "consent", 50, "device", 30));
    private static final int PER_LANE = 130;
    private static final Duration LONGEST = Duration.ofMinutes(60);
    // Ten lanes, each of which begins with 25 contenders at each provider: whom a node would turn away was in no race.
    private static final Map<String, String> ROOM = Map.of("MAX_REQUESTS", "256");

    /** What the ground's database is. */
    @FunctionalInterface
    interface Server {
        FragileDatabase prepare() throws Exception;
    }

    /** Makes the ground. */
    @FunctionalInterface
    private interface Place {
        Ground of(String name) throws Exception;
    }

    private final Place place;

    /** Over one server. */
    Races(Server server) {
        this.place = name -> Ground.over(name, server.prepare());
    }

    /** Over a Galera cluster, each provider at a node of its own. */
    Races() {
        this.place = name -> Ground.over(name, GaleraCluster.start());
    }

    @Override
    public Ground ground(String name) throws Exception {
        return place.of(name);
    }

    @Override
    public Duration longest() {
        return LONGEST.plusMinutes(5);
    }

    @Override
    public Finding happen(Ground ground) throws Exception {
        try (ServerJar one = ground.provider(0, List.of(), ROOM).ready();
                ServerJar other = ground.provider(1, List.of(), ROOM).ready()) {
            RaceTrack track = new RaceTrack(List.of(one.caller(), other.caller()), LONGEST);
            run(track, Prizes.on(ground, one.caller()));
            return track.finding(RACES);
        }
    }

    private static void run(RaceTrack track, Prizes prizes) throws Exception {
        List<Callable<Boolean>> lanes = new ArrayList<>();
        for (Map.Entry<String, Integer> share : PER_THOUSAND.entrySet()) {
            int abreast = share.getValue() / PER_LANE + 1;
            int races = (int) Math.ceil(RACES * share.getValue() / (1000.0 * abreast));
            for (int i = 0; i < abreast; i++) {
                Prize prize = prizes.of(share.getKey());
                lanes.add(() -> track.run(share.getKey(), prize, races));
            }
        }
        ExecutorService threads = Executors.newFixedThreadPool(lanes.size());
        try {
            for (Future<Boolean> lane : threads.invokeAll(lanes)) {
                lane.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError("A race could not be prepared.", e);
        } finally {
            threads.shutdownNow();
            track.close();
        }
    }
}
