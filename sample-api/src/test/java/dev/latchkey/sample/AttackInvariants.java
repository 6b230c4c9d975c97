package dev.latchkey.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.sample.Exchanges.Exchange;
import dev.latchkey.testing.AnswerInvariants;
import dev.latchkey.testing.AttackWatch;
import dev.latchkey.testing.HeededLog;
import dev.latchkey.testing.Secrets;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What holds on every attack of SECURITY.md, checked after each test that names one and sends requests to the sample API:
 * no 5xx but 503 with Retry-After (and the one fault that case 260 is about), nothing of the inside and nothing secret that
 * was sent in an answer, JSON that nobody stores, no secret in a log, a line in the request log for each request and one of
 * its own for each caller that is refused, and the next good request works. The service loader finds it.
 */
public final class AttackInvariants extends AttackWatch {
    private static final int FORBIDDEN = 403;
    private static final int FAULT = 500;
    private static final int STATES_A_FAULT = 260;
    private static final String PUBLIC = "/.well-known/";
    private static final Pattern WRONG_TOKEN = Pattern.compile("error=\"[a-z_]+\"");
    private static final Pattern NUMBER = Pattern.compile("the number (\\w+)");

    private volatile @Nullable HeededLog log;

    @Override
    protected void begin() {
        Exchanges.start();
    }

    @Override
    protected void end() {
        log = Exchanges.end();
    }

    @Override
    protected void check(ExtensionContext context, Set<Integer> numbers) {
        List<Exchange> exchanges = Exchanges.all();
        boolean faulty = numbers.contains(STATES_A_FAULT);
        exchanges.forEach(exchange -> checkAnswer(exchange, faulty));
        // Of servers in other processes there is only what they answer.
        if (!context.getTags().contains("processes")) {
            checkLogs(exchanges);
            exchanges.stream()
                    .map(exchange -> exchange.uri().getPort())
                    .distinct()
                    .filter(port -> !faulty)
                    .forEach(AttackInvariants::assertServing);
        }
    }

    private void checkAnswer(Exchange exchange, boolean faulty) {
        String what = exchange.toString();
        if (faulty && exchange.status() == FAULT) {
            assertThat(Secrets.found(NUMBER, exchange.body()))
                    .as("what the log has of %s", what)
                    .isNotEmpty()
                    .allSatisfy(number -> assertThat(log.everything()).contains("Fault " + number));
        } else {
            AnswerInvariants.assertNoFault(what, exchange.status(), exchange.headers());
        }
        AnswerInvariants.assertTellsNothing(what, exchange.headers() + exchange.body());
        AnswerInvariants.assertPlain(what, exchange.headers(), exchange.body());
        assertThat(exchange.secrets()).as(what).noneMatch(what::contains);
        assertPrivate(exchange);
    }

    private static void assertPrivate(Exchange exchange) {
        if (!exchange.uri().getPath().startsWith(PUBLIC)) {
            assertThat(exchange.header("Cache-Control")).as("%s", exchange).isEqualTo("no-store");
        }
        if (!exchange.body().isEmpty()) {
            assertThat(exchange.header("Content-Type")).as("%s", exchange).isEqualTo("application/json");
            assertThat(exchange.header("X-Content-Type-Options"))
                    .as("%s", exchange)
                    .isEqualTo("nosniff");
        }
    }

    private void checkLogs(List<Exchange> exchanges) {
        List<String> ours = log.lines("dev.latchkey");
        long refused = exchanges.stream().filter(AttackInvariants::mustBeLogged).count();
        assertThat(ours.stream().filter(line -> line.startsWith("Refused ")))
                .as("a log line for each caller that is refused")
                .hasSizeGreaterThanOrEqualTo((int) refused);
        assertThat(ours).allSatisfy(line -> assertThat(line).doesNotContain("\r", "\n"));
        // An answer may come before its line.
        Awaitility.await("a line in the request log for each request")
                .until(() -> HeededRequestLog.lines().size() >= exchanges.size());
        String everything = log.everything() + "\n" + String.join("\n", HeededRequestLog.lines());
        assertThat(exchanges.stream().flatMap(exchange -> exchange.secrets().stream()))
                .as(everything)
                .noneMatch(everything::contains);
    }

    // Who sends no token is told so, but is nobody to write a line about.
    private static boolean mustBeLogged(Exchange exchange) {
        return exchange.status() == FORBIDDEN
                || WRONG_TOKEN.matcher(exchange.header("WWW-Authenticate")).find();
    }

    // The test may have stopped the API.
    private static void assertServing(int port) {
        String token = RunningApi.ISSUER.token().scope("read").sign();
        try {
            assertThat(new ApiClient(port, token).get("/users/?limit=1").status())
                    .as("the next good request")
                    .isEqualTo(200);
        } catch (UncheckedIOException e) {
            assertThat(e).hasCauseInstanceOf(ConnectException.class);
        }
    }
}
