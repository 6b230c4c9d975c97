package dev.latchkey.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.auth.Exchanges.Exchange;
import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What holds on every attack of SECURITY.md, checked after each test that names one and sends requests to an API: no 5xx
 * but 503 with Retry-After, nothing of the inside and nothing that was sent in an answer, no token or proof in a log, a
 * log line of its own for each refusal, refusals in JSON that is not stored, and the next good request works. The
 * provider's tests have the like of it. The service loader finds it.
 */
public final class AttackInvariants implements BeforeEachCallback, AfterEachCallback {
    private static final int SHORTEST = 16;
    // Whole words, as random text has five given letters in a row often enough to be met.
    private static final Pattern INSIDE = Pattern.compile(
            "\\tat |java\\.lang\\.|exception:|com\\.nimbusds|dev\\.latchkey\\.|\\bjetty\\b|\\bjersey\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern FAULT = Pattern.compile("error=\"[a-z_]+\"");

    private static volatile @Nullable HeededLog log;

    /** Listens to what is logged, where the test that runs names an attack; to be called before each request. */
    static void heed() {
        HeededLog heeded = log;
        if (heeded != null) {
            heeded.listen();
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        Exchanges.start();
        if (isAttack(context)) {
            log = new HeededLog();
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        HeededLog heeded = log;
        log = null;
        if (heeded == null) {
            return;
        }
        heeded.end();
        if (context.getExecutionException().isEmpty()) {
            check(Exchanges.all(), heeded);
        }
    }

    private static boolean isAttack(ExtensionContext context) {
        return context.getRequiredTestMethod().isAnnotationPresent(Attack.class)
                || context.getRequiredTestClass().isAnnotationPresent(Attack.class);
    }

    private static void check(List<Exchange> exchanges, HeededLog heeded) {
        exchanges.forEach(AttackInvariants::checkAnswer);
        long refused = exchanges.stream().filter(AttackInvariants::mustBeLogged).count();
        assertThat(heeded.ours().stream().filter(line -> line.startsWith("Refused ")))
                .as("a log line for each refusal")
                .hasSizeGreaterThanOrEqualTo((int) refused);
        assertThat(heeded.ours()).allSatisfy(line -> assertThat(line).doesNotContain("\r", "\n"));
        String everything = String.join("\n", heeded.everything());
        exchanges.stream()
                .flatMap(exchange -> exchange.secrets().stream())
                .filter(secret -> secret.length() >= SHORTEST)
                .distinct()
                .forEach(secret -> assertThat(everything.contains(secret))
                        .as("%s in the log: %s", secret, everything)
                        .isFalse());
        exchanges.stream()
                .map(exchange -> exchange.uri().resolve("/rules/open"))
                .distinct()
                .forEach(AttackInvariants::assertServing);
    }

    private static void checkAnswer(Exchange exchange) {
        boolean busy =
                exchange.status() == 503 && !exchange.header("Retry-After").isEmpty();
        assertThat(exchange.status() < 500 || busy).as("no 5xx: %s", exchange).isTrue();
        String answer = exchange.headers().map() + exchange.body();
        assertThat(answer).as("%s", exchange).doesNotContainPattern(INSIDE);
        assertThat(exchange.headers().map()).as("%s", exchange).doesNotContainKeys("server", "x-powered-by");
        assertThat(exchange.secrets())
                .as("%s", exchange)
                .noneMatch(secret -> secret.length() >= SHORTEST && answer.contains(secret));
        if (!exchange.header("WWW-Authenticate").isEmpty()) {
            assertThat(exchange.header("Cache-Control")).as("%s", exchange).isEqualTo("no-store");
            assertThat(exchange.header("Content-Type")).as("%s", exchange).isEqualTo("application/json");
            assertThat(exchange.header("X-Content-Type-Options"))
                    .as("%s", exchange)
                    .isEqualTo("nosniff");
        }
    }

    // Who sends nothing at all is told so, but is nobody to write a line about.
    private static boolean mustBeLogged(Exchange exchange) {
        return FAULT.matcher(exchange.header("WWW-Authenticate")).find();
    }

    // An endpoint that is open to all, where the API has it. The test may have stopped the API.
    private static void assertServing(URI uri) {
        try {
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            assertThat(connection.getResponseCode())
                    .as("the next good request: %s", uri)
                    .isIn(200, 404);
            connection.disconnect();
        } catch (IOException e) {
            assertThat(e).isInstanceOf(ConnectException.class);
        }
    }
}
