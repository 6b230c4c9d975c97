package com.example.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.accounts.UserStore;
import dev.latchkey.provider.Http;
import dev.latchkey.provider.Http.Answer;
import dev.latchkey.provider.RunningProvider;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.Contract;
import io.dropwizard.testing.DropwizardTestSupport;
import io.dropwizard.testing.ResourceHelpers;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The provider in another application, from outside its packages. */
final class EmbeddingTest {
    private static final DropwizardTestSupport<ShopConfiguration> SHOP = new DropwizardTestSupport<>(
            ShopApplication.class, ResourceHelpers.resourceFilePath("com/example/embedding/shop.yml"));

    private final Http http = new Http(path -> URI.create("http://127.0.0.1:" + SHOP.getLocalPort() + path));

    @BeforeAll
    static void start() throws Exception {
        SHOP.before();
    }

    @AfterAll
    static void stop() {
        SHOP.after();
    }

    @Test
    void leavesTheApplicationItsOwnResources() {
        assertThat(http.get("/greeting").body()).isEqualTo("hello");
        assertThat(http.get("/o/.well-known/oauth-authorization-server").text("issuer"))
                .isEqualTo("http://localhost:8000/o");
    }

    @Test
    void asksTheApplicationWhoSomebodyIs() {
        Answer first = login("bob", "bobs secret");
        Answer second = login("bob", "bobs secret");

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.claims().path("username").asText()).isEqualTo("bob");
        assertThat(second.claims().path("sub")).isEqualTo(first.claims().path("sub"));
        assertThat(login("bob", "wrong").text("error")).isEqualTo("invalid_grant");
        assertThat(login("nobody", "bobs secret").text("error")).isEqualTo("invalid_grant");
    }

    @Test
    void refreshesTheTokensOfSuchAUser() {
        Answer first = login("bob", "bobs secret");

        Answer second = token("grant_type", "refresh_token", "refresh_token", first.text("refresh_token"));

        assertThat(second.claims().path("sub")).isEqualTo(first.claims().path("sub"));
    }

    @Test
    void keepsOutSuchAUserWhoIsDisabledHere() {
        Answer first = login("dave", "daves secret");

        new UserStore(RunningProvider.database(SHOP), InstantSource.system())
                .disable(Long.parseLong(first.claims().path("sub").asText()));

        assertThat(login("dave", "daves secret").text("error")).isEqualTo("invalid_grant");
        assertThat(token("grant_type", "refresh_token", "refresh_token", first.text("refresh_token"))
                        .text("error"))
                .isEqualTo("invalid_grant");
    }

    @Test
    void takesAGrantOfTheApplicationOnce() {
        String type = VoucherGrant.TYPE.value();

        Answer first = token("grant_type", type, "voucher", "V-1");
        Answer second = token("grant_type", type, "voucher", "V-1");

        assertThat(first.claims().path("username").asText()).isEqualTo("carol");
        assertThat(first.text("refresh_token")).isNotEmpty();
        assertThat(second.status()).isEqualTo(400);
        assertThat(second.text("error")).isEqualTo("invalid_grant");
        assertThat(token("grant_type", type).text("error")).isEqualTo("invalid_request");
        assertThat(http.get("/o/.well-known/oauth-authorization-server").body()).contains(type);
    }

    @Test
    void putsTheApplicationsClaimsIntoTokens() {
        assertThat(login("bob", "bobs secret")
                        .claims()
                        .path("https://example.com/departments")
                        .path(0)
                        .asText())
                .isEqualTo("sales");
    }

    @Test
    void neverLetsThemReplaceItsOwn() {
        Answer answer = login("mallory", "mallorys secret");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.text("error")).isEqualTo("server_error");
        assertThat(answer.json().has("access_token")).isFalse();
    }

    @Test
    void usesTheApplicationsStores() {
        int before = ShopApplication.GRANTS.get();

        login("bob", "bobs secret");

        assertThat(ShopApplication.GRANTS.get()).isEqualTo(before + 1);
        assertThat(http.token(Map.of(), "grant_type", "password", "client_id", "unknown")
                        .text("error"))
                .isEqualTo("invalid_client");
    }

    @Test
    @Contract(115)
    @Attack(303)
    void signsNobodyUpWhereThatIsSwitchedOff() {
        assertThat(http.get("/o/login/").body()).doesNotContain("sign-up");
        assertThat(http.get("/o/sign-up/").status()).isEqualTo(404);
        assertThat(http.get("/sign_up/").status()).isEqualTo(404);
        for (String path : new String[] {"/o/sign-up/", "/sign_up/"}) {
            assertThat(http.post(path, Map.of(), Http.encode("username", "ada", "password", "long enough"))
                            .status())
                    .isEqualTo(404);
        }
    }

    @Test
    void showsTheApplicationsPages() {
        Answer login = http.get("/o/login/");
        String stylesheet = login.body().replaceFirst("(?s).*rel=\"stylesheet\" href=\"([^\"]*)\".*", "$1");

        assertThat(login.body()).contains("<h1>Welcome to the shop</h1>").contains("name=\"csrf\"");
        assertThat(http.get(stylesheet).body()).contains("rebeccapurple");
    }

    private Answer login(String username, String password) {
        return token("grant_type", "password", "username", username, "password", password);
    }

    private Answer token(String... form) {
        return http.post(
                "/o/token/", Map.of(), Http.encode(form) + "&" + Http.encode("client_id", ShopApplication.CLIENT));
    }
}
