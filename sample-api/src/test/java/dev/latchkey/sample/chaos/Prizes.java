package dev.latchkey.sample.chaos;

import dev.latchkey.sample.PlainBrowser;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What is good once at a provider. */
final class Prizes {
    private static final int OK = 200;
    private static final int FOUND = 302;
    private static final int SEE_OTHER = 303;
    private static final String DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code";

    private final Ground ground;
    private final Caller maker;
    private final Ground.Client asking;
    private final Ground.Client device;
    private final Ground.Client signing;

    private Prizes(Ground ground, Caller maker) throws Exception {
        this.ground = ground;
        this.maker = maker;
        this.asking = ground.client(
                "asking", "--no-pkce", "--redirect-uri=" + Ground.REDIRECT_URI, "--grant=authorization_code");
        this.device = ground.client("device", "--grant=" + DEVICE_GRANT, "--grant=refresh_token");
        this.signing = ground.client("signing", "--grant=client_credentials", "--auth-method=client_secret_jwt");
    }

    /** Registers the clients that need them. */
    static Prizes on(Ground ground, Caller maker) throws Exception {
        return new Prizes(ground, maker);
    }

    /** One more lane of that kind, with a browser of its own where people are needed. */
    Prize of(String kind) throws Exception {
        return switch (kind) {
            case "code" -> code();
            case "refresh" -> new RefreshPrize(ground, maker);
            case "device" -> device();
            case "par" -> pushed();
            case "jti" -> assertion();
            case "consent" -> consent();
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private PlainBrowser loggedIn() throws Exception {
        PlainBrowser browser = new PlainBrowser(maker.origin());
        HttpResponse<String> page = browser.open("/o/login/");
        browser.submit(page, Map.of("username", Ground.USER, "password", Ground.PASSWORD));
        return browser;
    }

    private static String query(Ground.Client client, String... more) {
        String[] pairs = {"response_type", "code", "client_id", client.id(), "redirect_uri", Ground.REDIRECT_URI};
        return Caller.form(pairs) + (more.length == 0 ? "" : "&" + Caller.form(more));
    }

    private Prize code() throws Exception {
        PlainBrowser browser = loggedIn();
        return once(OK, () -> {
            String location = PlainBrowser.location(browser.open("/o/authorize/?" + query(ground.web())));
            String code = PlainBrowser.parameter(location, "code");
            return caller -> caller.token(
                    ground.web(),
                    "grant_type",
                    "authorization_code",
                    "code",
                    code,
                    "redirect_uri",
                    Ground.REDIRECT_URI);
        });
    }

    private Prize pushed() throws Exception {
        PlainBrowser browser = loggedIn();
        return once(FOUND, () -> {
            Reply made = maker.post(
                    "/o/par/",
                    ground.web(),
                    "response_type",
                    "code",
                    "client_id",
                    ground.web().id(),
                    "redirect_uri",
                    Ground.REDIRECT_URI);
            String path = "/o/authorize/?"
                    + Caller.form("client_id", ground.web().id(), "request_uri", made.text("request_uri"));
            return caller -> caller.visit(path, browser.cookies());
        });
    }

    private Prize device() throws Exception {
        PlainBrowser browser = loggedIn();
        return once(OK, () -> {
            Reply codes = maker.post("/o/device-authorization/", device, "scope", "read");
            HttpResponse<String> asked =
                    browser.submit(browser.open("/o/device/"), Map.of("user_code", codes.text("user_code")));
            browser.submit(asked, Map.of("decision", "allow"));
            String code = codes.text("device_code");
            return caller -> caller.token(device, "grant_type", DEVICE_GRANT, "device_code", code);
        });
    }

    private Prize assertion() {
        return once(OK, () -> {
            String assertion = SignedAssertion.of(signing, ground.issuer());
            return caller -> caller.submit("/o/token/", "", SignedAssertion.form(assertion));
        });
    }

    private Prize consent() throws Exception {
        PlainBrowser browser = loggedIn();
        return once(SEE_OTHER, () -> {
            HttpResponse<String> page = browser.open("/o/authorize/?" + query(asking, "prompt", "consent"));
            Map<String, String> form = PlainBrowser.form(page, new LinkedHashMap<>(Map.of("decision", "allow")));
            String action = PlainBrowser.action(page);
            return caller -> caller.submit(action, browser.cookies(), PlainBrowser.encoded(form));
        });
    }

    /** Makes things of one kind. */
    @FunctionalInterface
    private interface Maker {
        Function<Caller, Reply> make() throws Exception;
    }

    private static Prize once(int won, Maker maker) {
        return new Prize() {
            @Override
            public Function<Caller, Reply> next() throws Exception {
                return maker.make();
            }

            @Override
            public long winners(List<Reply> replies) {
                return Load.count(replies, reply -> reply.status() == won);
            }
        };
    }
}
