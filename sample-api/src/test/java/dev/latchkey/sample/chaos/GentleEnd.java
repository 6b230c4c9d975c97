package dev.latchkey.sample.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A provider is asked to end (SIGTERM) while clients call; the database hangs from then on, so that
 * a request is under way when the port closes. */
final class GentleEnd implements Fault {
    private static final int CALLERS = 4;
    private static final Duration PAUSE = Duration.ofMillis(5);
    // Shortly before the end of the delay: a statement is given up after ten seconds.
    private static final Duration FREEZE_AFTER = Duration.ofSeconds(7);
    // Long enough for a busy machine to look at what happens meanwhile.
    private static final Map<String, String> PATIENT =
            Map.of("SHUTDOWN_DELAY", "10s", "JAVA_TOOL_OPTIONS", "-Ddw.server.shutdownGracePeriod=30s");

    @Override
    public Finding happen(Ground ground) throws Exception {
        try (ServerJar provider = ground.provider(0, List.of(), PATIENT).ready();
                Socket slow = new Socket(InetAddress.getLoopbackAddress(), provider.port())) {
            return during(ground, provider, slow);
        }
    }

    private static Finding during(Ground ground, ServerJar provider, Socket slow) throws Exception {
        Caller caller = provider.caller();
        Load load =
                Load.of(CALLERS, PAUSE, number -> caller.token(ground.service(), "grant_type", "client_credentials"));
        Reply red;
        Reply whileRed;
        try (load) {
            Patience.await("tokens").until(() -> Load.count(load.replies(), Reply::isGood) > 20);
            provider.terminate();
            long asked = System.nanoTime();
            Patience.await("red")
                    .until(() -> !provider.admin().get("/healthcheck").isGood());
            red = provider.admin().get("/healthcheck");
            whileRed = provider.caller().token(ground.service(), "grant_type", "client_credentials");
            Patience.await("the last seconds").until(() -> System.nanoTime() - asked > FREEZE_AFTER.toNanos());
            ground.database().freeze();
            write(slow, RawRequest.token(ground.service(), "grant_type", "client_credentials"));
            Patience.await("the port to close")
                    .until(() ->
                            provider.caller().get("/o/.well-known/jwks.json").status() == Reply.NONE);
            ground.database().thaw();
        }
        String late = new String(slow.getInputStream().readAllBytes(), UTF_8);
        provider.awaitEnd();
        return finding(red, whileRed, late, load.replies());
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(UTF_8));
    }

    private static Finding finding(Reply red, Reply whileRed, String late, List<Reply> replies) {
        long wrong =
                Load.count(replies, reply -> !reply.isGood() && !reply.isComeAgain() && reply.status() != Reply.NONE);
        boolean finished = late.startsWith("HTTP/1.1 200");
        return new Finding(
                "SIGTERM turns the health check red first, serves on meanwhile, and finishes the request under way",
                "health " + red.status() + ", then a token " + whileRed.status() + ", the request under way "
                        + (finished ? "200" : late.lines().findFirst().orElse("lost")) + ", " + wrong + " of "
                        + replies.size() + " answers neither 200 nor 503 with Retry-After",
                red.status() == 500 && whileRed.isGood() && finished && wrong == 0,
                true);
    }
}
