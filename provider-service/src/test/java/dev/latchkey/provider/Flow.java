package dev.latchkey.provider;

import dev.latchkey.auth.ScopeSet;
import dev.latchkey.provider.Http.Answer;
import dev.latchkey.provider.Registrations.TestClient;
import dev.latchkey.provider.client.ClientPermissions;
import dev.latchkey.provider.client.ClientPolicy;
import dev.latchkey.provider.client.ClientTokens;
import dev.latchkey.provider.client.ClientType;
import dev.latchkey.provider.client.TokenFormat;
import dev.latchkey.provider.protocol.GrantType;
import dev.latchkey.provider.protocol.RedirectUri;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The steps of the authorization code flow, as a client and a browser take them. */
public final class Flow {
    public static final String CALLBACK = "https://app.example/cb";
    /** Of RFC 7636, appendix B. */
    public static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    public static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    private static final ScopeSet ALL = ScopeSet.of("read", "write", "groups", "music:read");

    private final RunningProvider provider;

    public Flow(RunningProvider provider) {
        this.provider = provider;
    }

    public TestClient confidential(String... redirectUris) {
        return client(ClientType.CONFIDENTIAL, ClientPolicy.strict(), redirectUris);
    }

    public TestClient client(ClientType type, ClientPolicy policy, String... redirectUris) {
        List<RedirectUri> uris = Arrays.stream(redirectUris.length == 0 ? new String[] {CALLBACK} : redirectUris)
                .map(RedirectUri::new)
                .toList();
        ClientPermissions permissions = new ClientPermissions(
                Set.of(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN), ALL, ScopeSet.of("read", "write"), uris);
        return provider.registrations().register(type, permissions, ClientTokens.of(TokenFormat.OPAQUE), policy);
    }

    /** A good request of the client; {@code changes} replace parameters, an empty value removes one. */
    public static String request(TestClient client, String... changes) {
        return "/o/authorize/?" + query(client, changes);
    }

    public static String query(TestClient client, String... changes) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("response_type", "code");
        parameters.put("client_id", client.id());
        parameters.put("redirect_uri", CALLBACK);
        parameters.put("scope", "read");
        parameters.put("state", "xyz");
        parameters.put("code_challenge", CHALLENGE);
        parameters.put("code_challenge_method", "S256");
        for (int i = 0; i < changes.length; i += 2) {
            parameters.put(changes[i], changes[i + 1]);
        }
        parameters.values().removeIf(String::isEmpty);
        return Http.encode(parameters.entrySet().stream()
                .flatMap(entry -> List.of(entry.getKey(), entry.getValue()).stream())
                .toArray(String[]::new));
    }

    /** A browser in which a new user is logged in. */
    public Browser loggedIn(String user) {
        Browser browser = new Browser(provider);
        browser.logIn(browser.get("/o/login/"), user);
        return browser;
    }

    public static Answer allow(Browser browser, Answer consentPage) {
        return browser.submit(consentPage, "decision", "allow");
    }

    /** A code that the browser's user gave. */
    public String code(Browser browser, TestClient client, String... changes) {
        Answer page = browser.open(request(client, changes));
        Answer answer = page.status() == 200 ? allow(browser, page) : page;
        return Browser.parameters(answer.header("Location")).get("code");
    }

    public Answer redeem(TestClient client, String code, String... changes) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", CALLBACK);
        form.put("code_verifier", VERIFIER);
        for (int i = 0; i < changes.length; i += 2) {
            form.put(changes[i], changes[i + 1]);
        }
        form.values().removeIf(String::isEmpty);
        String[] pairs = form.entrySet().stream()
                .flatMap(entry -> List.of(entry.getKey(), entry.getValue()).stream())
                .toArray(String[]::new);
        return client.secret().isEmpty()
                ? provider.http().token(Map.of(), append(pairs, "client_id", client.id()))
                : provider.http().token(client, pairs);
    }

    private static String[] append(String[] pairs, String... more) {
        String[] all = Arrays.copyOf(pairs, pairs.length + more.length);
        System.arraycopy(more, 0, all, pairs.length, more.length);
        return all;
    }

    /** The ticket of a stranger whom a request sent to the log-in page. */
    public String stranger() {
        String location = new Browser(provider).get(request(confidential())).header("Location");
        return location.substring(location.indexOf('=') + 1);
    }
}
