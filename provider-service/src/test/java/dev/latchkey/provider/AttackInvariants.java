package dev.latchkey.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.provider.Exchanges.Exchange;
import dev.latchkey.testing.Attack;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What holds on every attack of SECURITY.md, checked after each test that names one and speaks HTTP: no 5xx but 503 with
 * Retry-After, nothing of the inside in an answer, no secret of request or answer in a log, a log line for each refusal,
 * an audit event for each credential that is not good, answers with secrets not stored, and the next good request works.
 * The service loader finds it.
 */
public final class AttackInvariants implements BeforeEachCallback, AfterEachCallback {
    private static final int MAX_SECRETS = 400;
    private static final int SHORTEST = 16;
    private static final List<String> INSIDE = List.of(
            "\tat ",
            "java.lang.",
            "exception:",
            "org.h2",
            "sqlstate",
            "com.mysql",
            "org.jdbi",
            "dev.latchkey.",
            "jetty");
    private static final Set<Integer> LOGGED = Set.of(400, 401, 403, 429);
    private static final Pattern AUDITED =
            Pattern.compile("latchkey\\.audit event=.* outcome=failure .*\\brequest=(\\w+)");
    private static final Pattern BAD_CREDENTIAL = Pattern.compile("\"error\":\"invalid_(client|grant)\"");
    private static final Pattern FORM_SECRET = Pattern.compile(
            "(?:^|[&?])(?:password|client_secret|code|refresh_token|token|client_assertion|device_code|code_verifier)=([^&]+)");
    private static final Pattern JSON_SECRET =
            Pattern.compile("\"(?:access_token|refresh_token|device_code|request_uri|client_secret)\":\"([^\"]+)\"");
    private static final Pattern COOKIE = Pattern.compile("(?:^|; )[^=;]+=([^;]+)");

    @Override
    public void beforeEach(ExtensionContext context) {
        if (isAttack(context)) {
            Exchanges.start();
            store(context).put(CapturedLog.class, CapturedLog.heeding());
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        CapturedLog log = store(context).remove(CapturedLog.class, CapturedLog.class);
        if (log == null) {
            return;
        }
        boolean whole = log.isListening();
        log.stop();
        if (context.getExecutionException().isEmpty()) {
            check(Exchanges.all(), log.everything(), whole);
        }
    }

    private static ExtensionContext.Store store(ExtensionContext context) {
        return context.getStore(ExtensionContext.Namespace.create(AttackInvariants.class, context.getUniqueId()));
    }

    private static boolean isAttack(ExtensionContext context) {
        return context.getRequiredTestMethod().isAnnotationPresent(Attack.class)
                || context.getRequiredTestClass().isAnnotationPresent(Attack.class);
    }

    private static void check(List<Exchange> exchanges, String log, boolean whole) {
        exchanges.forEach(AttackInvariants::checkAnswer);
        exchanges.stream()
                .filter(exchange -> whole && mustBeLogged(exchange))
                .forEach(exchange -> assertThat(log)
                        .as("a log line for %s %s", exchange, exchange.answer().body())
                        .contains(exchange.answer().header("X-Request-Id")));
        Set<String> audited = found(AUDITED, log).collect(Collectors.toSet());
        exchanges.stream()
                .filter(exchange -> whole && mustBeAudited(exchange))
                .forEach(exchange -> assertThat(audited)
                        .as(
                                "an audit event for %s %s",
                                exchange, exchange.answer().body())
                        .contains(exchange.answer().header("X-Request-Id")));
        secrets(exchanges).forEach(secret -> assertThat(log).doesNotContain(secret));
        exchanges.stream().map(Exchange::uri).limit(1).forEach(AttackInvariants::assertServing);
    }

    private static void checkAnswer(Exchange exchange) {
        Http.Answer answer = exchange.answer();
        boolean busy = answer.status() == 503 && !answer.header("Retry-After").isEmpty();
        assertThat(answer.status() < 500 || busy)
                .as("%s is a 5xx: %s", exchange, answer.body())
                .isTrue();
        // On the admin port metrics are named after what they measure.
        if (!exchange.uri().getPath().startsWith("/metrics")) {
            assertThat(answer.body().toLowerCase(Locale.ROOT))
                    .as("the answer to %s", exchange)
                    .doesNotContain(INSIDE);
        }
        assertThat(answer.headers()).as("the answer to %s", exchange).doesNotContainKeys("server", "x-powered-by");
        if (!answer.body().isEmpty()) {
            assertThat(answer.header("Content-Type"))
                    .as("the answer to %s", exchange)
                    .isNotEmpty();
        }
        if (JSON_SECRET.matcher(answer.body()).find() || answer.body().contains("name=\"csrf\"")) {
            assertThat(answer.header("Cache-Control"))
                    .as("the answer to %s", exchange)
                    .contains("no-store");
        }
    }

    // What the admin port answers has no id.
    private static boolean mustBeLogged(Exchange exchange) {
        return LOGGED.contains(exchange.answer().status())
                && !exchange.answer().header("X-Request-Id").isEmpty();
    }

    // Whoever presents a credential that is not good: a client's proof, a code, a token, a password.
    private static boolean mustBeAudited(Exchange exchange) {
        return !exchange.answer().header("X-Request-Id").isEmpty()
                && BAD_CREDENTIAL.matcher(exchange.answer().body()).find();
    }

    private static List<String> secrets(List<Exchange> exchanges) {
        return exchanges.stream()
                .flatMap(AttackInvariants::secrets)
                .filter(secret -> secret.length() >= SHORTEST)
                .distinct()
                .limit(MAX_SECRETS)
                .toList();
    }

    private static Stream<String> secrets(Exchange exchange) {
        String query = String.valueOf(exchange.uri().getRawQuery());
        String location = exchange.answer().header("Location");
        Stream<String> sent = found(FORM_SECRET, exchange.body() + "&" + query + "&" + location)
                .flatMap(text -> Stream.of(text, decoded(text)));
        Stream<String> cookies = Stream.concat(
                found(COOKIE, exchange.headers().getOrDefault("Cookie", "")),
                exchange.answer().headers().getOrDefault("set-cookie", List.of()).stream()
                        .flatMap(header -> found(COOKIE, header.split(";", 2)[0])));
        Stream<String> authorization =
                Stream.of(exchange.headers().getOrDefault("Authorization", "").replaceFirst("^\\w+ ", ""));
        return Stream.of(
                        sent,
                        cookies,
                        authorization,
                        found(JSON_SECRET, exchange.answer().body()))
                .flatMap(texts -> texts);
    }

    private static Stream<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map((MatchResult result) -> result.group(1));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    // The test may have stopped its server, or put it where this finds nothing; it must not be broken.
    private static void assertServing(URI uri) {
        URI metadata = URI.create("http://" + uri.getAuthority() + "/o/.well-known/oauth-authorization-server");
        try {
            HttpURLConnection connection = (HttpURLConnection) metadata.toURL().openConnection();
            connection.setRequestProperty("X-Forwarded-Proto", "https");
            assertThat(connection.getResponseCode()).as("the next good request").isIn(200, 404);
            connection.disconnect();
        } catch (IOException e) {
            assertThat(e).isInstanceOf(java.net.ConnectException.class);
        }
    }
}
