package dev.latchkey.auth.status;

import static dev.latchkey.auth.LocalStatusList.list;
import static dev.latchkey.auth.LocalStatusList.packed;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpHandler;
import dev.latchkey.auth.LocalIssuer;
import dev.latchkey.auth.LocalStatusList;
import dev.latchkey.auth.TokenValidation.Rejected;
import dev.latchkey.auth.TokenValidation.Unavailable;
import dev.latchkey.auth.TokenValidation.Valid;
import dev.latchkey.auth.jose.JwtSigner;
import dev.latchkey.auth.jose.SigningAlgorithm;
import dev.latchkey.auth.jose.SigningKey;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StatusListAnswersTest {
    private static final int MOST = (1 << 23) / 8;

    private final StatusFixture status = new StatusFixture();
    private final LocalStatusList list = status.list;

    @AfterEach
    void stop() {
        status.close();
    }

    @ParameterizedTest
    @CsvSource({"1, eNrbuRgAAhcBXQ, 3, 1", "2, eNo76fITAAPfAgc, 1, 2"})
    void readsTheListsOfTheSpecification(int width, String lst, int set, int clear) {
        list.serve(list.token(Map.of("status_list", list(width, lst))));

        assertThat(status.validate(set)).isInstanceOf(Rejected.class);
        assertThat(status.validate(clear)).isInstanceOf(Valid.class);
    }

    @Test
    void readsAListWithoutExpiryAndTtl() {
        list.serve(list.token(Map.of("exp", "-", "ttl", "-")));

        assertThat(status.validate(1)).isInstanceOf(Valid.class);
    }

    @ParameterizedTest
    @CsvSource({"1", "2"})
    void readsTheLongestListHoweverFullItIs(int width) {
        byte[] statuses = new byte[MOST * width];
        new Random(1).nextBytes(statuses);
        statuses[statuses.length - 1] = (byte) 0x80;
        list.serve(list.token(Map.of("status_list", list(width, packed(statuses)))));

        assertThat(status.validate((1 << 23) - 1)).isInstanceOf(Rejected.class);
        assertThat(status.validate((1 << 23) - 2)).isInstanceOf(Valid.class);
    }

    @ParameterizedTest
    @MethodSource("badClaims")
    void doesNotBelieveClaims(Map<String, Object> changes) {
        list.serve(list.token(changes));

        assertUnread();
    }

    static List<Map<String, Object>> badClaims() {
        return List.of(
                Map.of("sub", "http://localhost/o/status/1"),
                Map.of("sub", "-"),
                Map.of("iat", "-"),
                Map.of("iat", "now"),
                Map.of("iat", 1767225600 + 31),
                Map.of("exp", 1767225600),
                Map.of("exp", "never"),
                Map.of("ttl", 0),
                Map.of("ttl", "5"),
                Map.of("status_list", "-"),
                Map.of("status_list", Map.of("bits", 1)),
                Map.of("status_list", list(3, packed(new byte[8]))),
                Map.of("status_list", list(0, packed(new byte[8]))),
                Map.of("status_list", Map.of("bits", "1", "lst", packed(new byte[8]))),
                Map.of("status_list", list(1, "***")),
                Map.of("status_list", list(1, "AAAA")),
                Map.of("status_list", list(1, "")),
                Map.of("status_list", list(1, packed(new byte[800]).substring(0, 10))));
    }

    @ParameterizedTest
    @CsvSource({"1", "8"})
    void unpacksNoMoreThanTheLimit(int width) {
        list.serve(list.token(Map.of("status_list", list(width, packed(new byte[MOST * width + 1])))));
        assertUnread();

        list.serve(list.token(Map.of("status_list", list(width, packed(new byte[32 * 1024 * 1024])))));
        status.lists.refresh();

        assertThat(status.lists.failures()).isEqualTo(2);
    }

    @Test
    void believesTheIssuersSignatureOnly() {
        list.serve(new JwtSigner(SigningKey.generate(SigningAlgorithm.ES256))
                .sign("statuslist+jwt", list.claims(Map.of())));
        assertUnread();
    }

    @Test
    void believesNoListWhoseSignatureIsThatOfAnother() {
        list.revoke(1);
        String revoked = list.token(Map.of());
        list.clear();
        String cleared = list.token(Map.of());
        list.serve(cleared.substring(0, cleared.lastIndexOf('.')) + revoked.substring(revoked.lastIndexOf('.')));

        assertUnread();
    }

    @ParameterizedTest
    @CsvSource({"at+jwt", "JWT", "statuslist+cwt"})
    void believesStatusListTokensOnly(String type) {
        list.serve(status.issuer.sign(type, list.claims(Map.of())));

        assertUnread();
    }

    @Test
    void believesNoUnsignedList() {
        String signed = list.token(Map.of());
        list.serve("eyJhbGciOiJub25lIiwidHlwIjoic3RhdHVzbGlzdCtqd3QiLCJraWQiOiJhIn0"
                + signed.substring(signed.indexOf('.'), signed.lastIndexOf('.') + 1));

        assertUnread();
    }

    @ParameterizedTest
    @MethodSource("badAnswers")
    void doesNotTakeOtherAnswers(HttpHandler answer) {
        list.serve(answer);

        Assertions.assertTimeout(StatusListSource.PATIENCE.multipliedBy(2), this::assertUnread);
    }

    static List<HttpHandler> badAnswers() {
        return List.of(
                LocalIssuer.status(500),
                LocalIssuer.status(404),
                LocalIssuer.status(204),
                exchange -> {
                    exchange.getResponseHeaders().add("Location", "/o/status/2");
                    LocalIssuer.status(302).handle(exchange);
                },
                exchange -> LocalIssuer.json(exchange, "<html>"),
                exchange -> LocalIssuer.json(exchange, "{}"),
                exchange -> LocalIssuer.json(exchange, "a".repeat(8 * 1024 * 1024 + 1)),
                exchange -> {
                    // Headers at once, then the body never ends.
                    exchange.sendResponseHeaders(200, 100);
                    exchange.getResponseBody().write('e');
                    exchange.getResponseBody().flush();
                });
    }

    @Test
    void keepsTheLastGoodListWhateverComesAfterIt() {
        list.revoke(7);
        assertThat(status.validate(7)).isInstanceOf(Rejected.class);
        for (String bad : Arrays.asList(list.token(Map.of("sub", "x")), "", "a.b.c")) {
            list.serve(bad);
            status.lists.refresh();
        }

        assertThat(status.validate(7)).isInstanceOf(Rejected.class);
        assertThat(status.validate(8)).isInstanceOf(Valid.class);
        assertThat(status.lists.failures()).isEqualTo(3);
    }

    private void assertUnread() {
        assertThat(status.validate(1)).isInstanceOf(Unavailable.class);
        assertThat(status.lists.failures()).isEqualTo(1);
        assertThat(status.lists.stale()).isEqualTo(1);
    }
}
