package dev.latchkey.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.provider.Http.Answer;
import dev.latchkey.provider.Registrations.TestClient;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an owner's changes do to an administrator's trust in an application. */
@OnEachDatabase
final class TrustedApplicationContractTest {
    private static final String NAME = "Of a member";
    private static final String EVIL = "https://evil.example/steal";

    private final RunningProvider provider;
    private final Members members;
    private final Browser owner;
    private final TestClient client;

    TrustedApplicationContractTest(TestDatabase database) {
        provider = RunningProvider.on(database);
        members = new Members(provider);
        owner = members.member();
        client = Members.application(owner, "web", Flow.CALLBACK);
        Browser administrator = members.administrator();
        administrator.submit(
                administrator.get("/o/admin/application/edit?id=" + client.id()),
                "name",
                NAME,
                "redirect_uris",
                Flow.CALLBACK,
                "token_format",
                "JWT",
                "grant_authorization_code",
                "on",
                "pkce",
                "on",
                "trusted",
                "on");
    }

    @Test
    @Attack(72)
    void asksForConsentOnceItsOwnerChangedTheRedirectUris() {
        assertThat(authorize().header("Location")).startsWith(Flow.CALLBACK).contains("code=");

        Answer saved = change(NAME, Flow.CALLBACK + "\r\n" + EVIL);

        assertThat(saved.status()).isEqualTo(303);
        assertThat(authorize("redirect_uri", EVIL).body()).contains("Not checked by the operator");
        assertThat(authorize().status()).isEqualTo(200);
        assertThat(changes()).contains("fields=\"redirect_uris,trusted\" trusted_before=true trusted_after=false");
    }

    @Test
    @Attack(72)
    void asksForConsentOnceItsOwnerChangedTheName() {
        change("Your bank", Flow.CALLBACK);

        assertThat(authorize().body()).contains("Your bank", "Not checked by the operator");
        assertThat(owner.get(path()).body()).doesNotContain("People are not asked for consent.");
        assertThat(changes())
                .contains("fields=\"name,trusted\" before=\"Of a member\" after=\"Your bank\""
                        + " trusted_before=true trusted_after=false");
    }

    @Test
    void staysTrustedWhenItsOwnerSavesItAsItWas() {
        change(NAME, Flow.CALLBACK);

        assertThat(authorize().status()).isEqualTo(302);
        assertThat(changes()).noneMatch(change -> change.contains("trusted_after"));
    }

    @Test
    void tellsOwnerAndAdministratorWhatAChangeWillDo() {
        assertThat(owner.get(path()).body()).contains("A change of the name or of the redirect URIs ends that");
        assertThat(members.administrator()
                        .get("/o/admin/application/edit?id=" + client.id())
                        .body())
                .contains("goes when the owner changes the name or the redirect URIs.");
    }

    private Answer change(String name, String redirectUris) {
        return owner.submit(owner.get(path()), "name", name, "redirect_uris", redirectUris);
    }

    private String path() {
        return "/o/applications/" + client.id() + "/update/";
    }

    // Of a person whom nobody asked before.
    private Answer authorize(String... changes) {
        return members.member().open(Flow.request(client, changes));
    }

    private List<String> changes() {
        return provider.database()
                .withHandle(handle -> handle.select(
                                "SELECT details FROM oauth_audit_event WHERE client_id = ? AND event_type = ?",
                                client.id().getBytes(StandardCharsets.US_ASCII),
                                "client.changed")
                        .map((row, context) -> new String(row.getBytes(1), StandardCharsets.UTF_8))
                        .list());
    }
}
