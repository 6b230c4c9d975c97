package dev.latchkey.sample.chaos;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The clocks of one provider's host and of the API's jump by an hour, ahead and back, while both run (libfaketime). */
final class ClockJump implements Fault {
    private static final int OTHER = 1;
    private static final int API = 2;
    private static final String RIGHT = "+0";
    private static final Map<String, String> BRIEF =
            Map.of("JAVA_TOOL_OPTIONS", "-Ddw.provider.tokens.accessTokenLifetime=" + JumpWatch.LIFE.toSeconds() + "s");

    @Override
    public Finding happen(Ground ground) throws Exception {
        Path offset = ground.directory().resolve("offset");
        set(offset, RIGHT);
        Map<String, String> jumping = new HashMap<>(faked(offset));
        jumping.putAll(BRIEF);
        try (ServerJar provider = ground.provider(0, List.of(), BRIEF).ready();
                ServerJar other = ground.provider(OTHER, List.of(), jumping).ready();
                ServerJar api = ground.api(API, faked(offset)).ready()) {
            JumpScene scene = new JumpScene(ground, provider.caller(), other.caller(), api.caller());
            List<JumpWatch> watches = new ArrayList<>();
            for (String by : List.of("+3600", "-3600")) {
                watches.add(jump(scene, offset, by));
            }
            return finding(watches);
        }
    }

    private static JumpWatch jump(JumpScene scene, Path offset, String by) throws Exception {
        JumpWatch watch = JumpWatch.before(scene, by);
        set(offset, by);
        watch.during();
        set(offset, RIGHT);
        watch.after();
        return watch;
    }

    // The library reads it once a second.
    private static void set(Path offset, String by) throws Exception {
        Path next = offset.resolveSibling(offset.getFileName() + ".new");
        Files.writeString(next, by + "\n");
        Files.move(next, offset, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Map<String, String> faked(Path offset) throws Exception {
        return Map.of(
                "LD_PRELOAD", FakeTime.library().toString(),
                "FAKETIME_TIMESTAMP_FILE", offset.toString(),
                "FAKETIME_CACHE_DURATION", "1",
                // Only the time of day jumps, as on a host.
                "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                // Else each wait of a JVM for a time ends at once.
                "FAKETIME_FORCE_MONOTONIC_FIX", "0");
    }

    private static Finding finding(List<JumpWatch> watches) {
        List<String> breaches =
                watches.stream().flatMap(watch -> watch.breaches().stream()).toList();
        List<Long> healed =
                watches.stream().map(watch -> watch.healed().toMillis()).toList();
        int questions = watches.stream().mapToInt(JumpWatch::questions).sum();
        boolean noticed = watches.stream().allMatch(JumpWatch::isNoticed);
        return new Finding(
                "the clock of one provider's host and of the API's jumps by an hour, ahead and back: nothing that is"
                        + " revoked is accepted again, no token is accepted beyond its end and the skew of "
                        + JumpWatch.SKEW.toSeconds()
                        + " s, what is issued bears the right time, codes and refresh tokens are good"
                        + " once",
                breaches.size() + " breaches " + breaches + " in " + questions + " looks"
                        + (noticed ? "" : " (but the API's clock did not jump)")
                        + "; after the clocks were set right the API served again within " + healed + " ms",
                breaches.isEmpty() && noticed,
                healed.stream()
                        .allMatch(millis -> millis <= Duration.ofSeconds(10).toMillis()));
    }
}
