package dev.latchkey.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.auth.PresentedToken;
import dev.latchkey.auth.testing.TestIssuer;
import dev.latchkey.sample.ApiClient.Answer;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.HeededLog;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@OnEachDatabase
final class VerifyTest {
    private final ApiClient anybody;

    VerifyTest(TestDatabase kind) {
        anybody = RunningApi.emptyOn(kind).anonymous();
    }

    @Test
    void namesTheUserOfAGoodToken() {
        Answer answer = anybody.postForm(
                "/api/verify",
                "token=" + RunningApi.ISSUER.token().scope("read").sign());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("{\"user\":\"alice\"}");
    }

    @Test
    @Attack({271, 286})
    void refusesEveryOtherToken() {
        TestIssuer issuer = RunningApi.ISSUER;
        List<String> forms = new ArrayList<>(List.of(
                "",
                "token=",
                "other=1&token=",
                "token=" + issuer.token().without("username").sign(),
                "token=" + issuer.token().withoutUser("app").sign()));
        issuer.badTokens("read").values().forEach(token -> forms.add("token=" + token));

        for (String form : forms) {
            Answer answer = anybody.postForm("/api/verify/", form);

            assertThat(answer.status()).as(form).isEqualTo(403);
            assertThat(answer.text()).as(form).isEqualTo("{\"error\":\"invalid_request\"}");
        }
    }

    @Test
    @Attack(289)
    void saysWhyInTheLogOnlyAndNamesTheTokenByItsDigest() {
        String token = RunningApi.ISSUER.token().withoutUser("app").sign();
        HeededLog log = new HeededLog();
        log.listen();
        try {
            anybody.postForm("/api/verify", "token=" + token);
            anybody.postForm(
                    "/api/verify",
                    "token=" + RunningApi.ISSUER.token().expired().sign());
        } finally {
            log.stop();
        }

        assertThat(log.lines("dev.latchkey.sample")).hasSize(2);
        assertThat(log.lines("dev.latchkey.sample").get(0))
                .isEqualTo("Refused token " + new PresentedToken(token).fingerprint() + ": it stands for no user");
        assertThat(log.lines("dev.latchkey.sample").get(1)).endsWith(": exp has passed");
    }
}
