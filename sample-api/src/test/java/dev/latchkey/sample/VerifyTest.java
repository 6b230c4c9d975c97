package dev.latchkey.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.auth.testing.TestIssuer;
import dev.latchkey.sample.ApiClient.Answer;
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
}
