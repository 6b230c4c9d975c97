package dev.latchkey.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.provider.Exchanges.Exchange;
import dev.latchkey.testing.AnswerInvariants;
import dev.latchkey.testing.AttackWatch;
import dev.latchkey.testing.Secrets;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What holds on every attack of SECURITY.md, checked after each test that names one and speaks HTTP: no 5xx but 503 with
 * Retry-After, nothing of the inside in an answer, no secret of request or answer in a log, a log line for each refusal,
 * an audit event for each credential that is not good, answers with secrets not stored, and the next good request works.
 * The service loader finds it.
 */
public final class AttackInvariants extends AttackWatch {
    private static final int MAX_SECRETS = 400;
    private static final Set<Integer> LOGGED = Set.of(400, 401, 403, 429);
    private static final Pattern AUDITED =
            Pattern.compile("latchkey\\.audit event=.* outcome=failure .*\\brequest=(\\w+)");
    private static final Pattern BAD_CREDENTIAL = Pattern.compile("\"error\":\"invalid_(client|grant)\"");
    private static final Pattern COOKIE = Pattern.compile("(?:^|; )[^=;]+=([^;]+)");

    private volatile @Nullable CapturedLog log;
    private volatile boolean whole;

    @Override
    protected void begin() {
        Exchanges.start();
        log = CapturedLog.heeding();
    }

    @Override
    protected void end() {
        whole = log.isListening();
        log.stop();
    }

    @Override
    protected void check(ExtensionContext context, Set<Integer> numbers) {
        check(Exchanges.all(), log.everything(), whole);
    }

    private static void check(List<Exchange> exchanges, String log, boolean whole) {
        exchanges.forEach(AttackInvariants::checkAnswer);
        exchanges.stream()
                .filter(exchange -> whole && mustBeLogged(exchange))
                .forEach(exchange -> assertThat(log)
                        .as("a log line for %s %s", exchange, exchange.answer().body())
                        .contains(exchange.answer().header("X-Request-Id")));
        Set<String> audited = Secrets.found(AUDITED, log).collect(Collectors.toSet());
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
        String what = exchange + " " + answer.body();
        AnswerInvariants.assertNoFault(what, answer.status(), answer.headers());
        // On the admin port metrics are named after what they measure.
        if (!exchange.uri().getPath().startsWith("/metrics")) {
            AnswerInvariants.assertTellsNothing(what, answer.body());
        }
        AnswerInvariants.assertPlain(what, answer.headers(), answer.body());
        if (Secrets.inJson(answer.body()).findAny().isPresent() || answer.body().contains("name=\"csrf\"")) {
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
                .filter(secret -> secret.length() >= Secrets.SHORTEST)
                .distinct()
                .limit(MAX_SECRETS)
                .toList();
    }

    private static Stream<String> secrets(Exchange exchange) {
        String query = String.valueOf(exchange.uri().getRawQuery());
        String location = exchange.answer().header("Location");
        Stream<String> sent = Secrets.inForm(exchange.body() + "&" + query + "&" + location);
        Stream<String> cookies = Stream.concat(
                Secrets.found(COOKIE, exchange.headers().getOrDefault("Cookie", "")),
                exchange.answer().headers().getOrDefault("set-cookie", List.of()).stream()
                        .flatMap(header -> Secrets.found(COOKIE, header.split(";", 2)[0])));
        Stream<String> authorization =
                Secrets.inAuthorization(exchange.headers().getOrDefault("Authorization", ""));
        return Stream.of(
                        sent,
                        cookies,
                        authorization,
                        Secrets.inJson(exchange.answer().body()))
                .flatMap(texts -> texts);
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
