package dev.latchkey.sample.chaos;

import dev.latchkey.sample.PlainBrowser;
import java.util.LinkedHashMap;
import java.util.Map;

/** Authorization codes from before a clock jumps: one that was redeemed, one that is good, and one that is kept too long. */
final class JumpCodes {
    private final JumpScene scene;
    private final String spent;
    private final String good;
    private final String late;

    private JumpCodes(JumpScene scene, PlainBrowser browser) throws Exception {
        this.scene = scene;
        this.spent = code(browser);
        this.good = code(browser);
        this.late = code(browser);
        if (!isTaken(scene.provider(), spent)) {
            throw new AssertionError("A new code was refused.");
        }
    }

    static JumpCodes issued(JumpScene scene) throws Exception {
        PlainBrowser browser = new PlainBrowser(scene.provider().origin());
        Map<String, String> login = new LinkedHashMap<>(Map.of("username", Ground.USER, "password", Ground.PASSWORD));
        browser.submit(browser.open(request(scene)), login);
        return new JumpCodes(scene, browser);
    }

    private static String request(JumpScene scene) {
        String client = scene.ground().web().id();
        return "/o/authorize/?"
                + Caller.form("response_type", "code", "client_id", client, "redirect_uri", Ground.REDIRECT_URI);
    }

    private String code(PlainBrowser browser) throws Exception {
        return PlainBrowser.parameter(PlainBrowser.location(browser.open(request(scene))), "code");
    }

    private boolean isTaken(Caller node, String code) {
        return node.token(
                        scene.ground().web(),
                        "grant_type",
                        "authorization_code",
                        "code",
                        code,
                        "redirect_uri",
                        Ground.REDIRECT_URI)
                .isGood();
    }

    /** Whether the node whose clock has jumped takes the good one once, and neither node any other. */
    boolean areSingleUse() {
        return !isTaken(scene.other(), spent)
                && isTaken(scene.other(), good)
                && !isTaken(scene.provider(), good)
                && !isTaken(scene.other(), good);
    }

    /** Whether the one that was kept over its minute is refused by the node whose clock has jumped. */
    boolean isLateRefused() {
        return !isTaken(scene.other(), late);
    }
}
