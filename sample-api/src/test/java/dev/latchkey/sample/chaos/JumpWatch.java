package dev.latchkey.sample.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Tokens that were issued, revoked and rotated before a clock jumps, and looks at them until long after their end. */
final class JumpWatch {
    static final Duration LIFE = Duration.ofSeconds(20);
    /** The filter's default and as much again. */
    static final Duration SKEW = Duration.ofSeconds(60);

    private static final Duration NOTICED = Duration.ofSeconds(5);
    // The library looks for another time once a second.
    private static final Duration AT_ONCE = Duration.ofSeconds(2);
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final long MOST_SECONDS_OFF = 5;

    private final JumpScene scene;
    private final String name;
    private final List<String> breaches = new ArrayList<>();
    private final String revoked;
    private final String revokedOpaque;
    private final String rotated;
    private final String good;
    private final String opaque;
    private final long issuedAt;
    private final JumpCodes codes;
    private String revokedLater = "";
    private long revokedLaterAt;
    private int questions;
    private boolean isNoticed;
    private Duration healed = Duration.ZERO;

    private JumpWatch(JumpScene scene, String name) throws Exception {
        this.scene = scene;
        this.name = name;
        this.revoked = scene.user().text("access_token");
        this.revokedOpaque = scene.opaque();
        scene.revoke(scene.ground().web(), revoked);
        scene.revoke(scene.ground().service(), revokedOpaque);
        this.rotated = scene.user().text("refresh_token");
        expect(
                "a refresh token that is new",
                scene.refreshed(scene.provider(), rotated).isGood());
        Patience.await("the API to know what is revoked").until(() -> !scene.isLetIn(revoked));
        awaitApi();
        this.codes = JumpCodes.issued(scene);
        this.good = scene.user().text("access_token");
        this.opaque = scene.opaque();
        this.issuedAt = System.nanoTime();
        expect("a good token before the jump", scene.isLetIn(good));
    }

    /** Issues and revokes; {@code name} says which jump is to come. */
    static JumpWatch before(JumpScene scene, String name) throws Exception {
        return new JumpWatch(scene, name);
    }

    /** Looks until the tokens are long past their end. */
    void during() throws IOException {
        revokedLater = scene.user().text("access_token");
        scene.revoke(scene.ground().web(), revokedLater);
        revokedLaterAt = System.nanoTime();
        Patience.await("the jump to be noticed").pollDelay(AT_ONCE).until(() -> true);
        expect("codes that are good once", codes.areSingleUse());
        while (since(issuedAt).compareTo(LIFE.plus(SKEW).plusSeconds(10)) < 0) {
            lookAtRevoked();
            lookAtExpired();
            lookAtIssued();
            Patience.await("a moment").pollDelay(LOOK).until(() -> true);
        }
        expect("a code beyond its minute", codes.isLateRefused());
        expect(
                "a refresh token used again",
                scene.refreshed(scene.other(), rotated).status() == 400);
    }

    private void lookAtRevoked() {
        expect("a revoked JWT at the API", !scene.isLetIn(revoked));
        expect("a revoked JWT at the provider", !scene.isActive(scene.ground().web(), revoked));
        expect("a revoked token at the provider", !scene.isActive(scene.ground().service(), revokedOpaque));
        boolean due = since(revokedLaterAt).compareTo(NOTICED) >= 0;
        expect("a JWT revoked after the jump at the API", !(due && scene.isLetIn(revokedLater)));
        expect(
                "a JWT revoked after the jump at the provider",
                !(due && scene.isActive(scene.ground().web(), revokedLater)));
    }

    private void lookAtExpired() {
        boolean ended = since(issuedAt).compareTo(LIFE.plusSeconds(2)) >= 0;
        expect(
                "an expired token at the provider",
                !(ended && scene.isActive(scene.ground().service(), opaque)));
        expect(
                "an expired JWT at the provider",
                !(ended && scene.isActive(scene.ground().web(), good)));
        boolean longEnded = since(issuedAt).compareTo(LIFE.plus(SKEW)) >= 0;
        boolean letIn = scene.isLetIn(good);
        expect("an expired JWT at the API", !(longEnded && letIn));
        // Ahead it expires too early, back the lists are stale: either way the API refuses before the token's end.
        isNoticed = isNoticed || !(ended || letIn);
    }

    // What the node with the wrong clock issues bears the right time.
    private void lookAtIssued() throws IOException {
        JsonNode claims = scene.issued();
        long issued = claims.path("iat").asLong();
        long off = Math.abs(issued - InstantSource.system().instant().getEpochSecond());
        expect("iat", off <= MOST_SECONDS_OFF);
        expect("exp", claims.path("exp").asLong() - issued <= LIFE.toSeconds());
    }

    /** Waits until the API serves again, now that the clocks are right. */
    void after() {
        long mended = System.nanoTime();
        awaitApi();
        healed = since(mended);
    }

    private void awaitApi() {
        Patience.await("the API").until(() -> scene.isLetIn(scene.user().text("access_token")));
    }

    private void expect(String what, boolean holds) {
        questions++;
        String breach = name + " s: " + what;
        if (!holds && !breaches.contains(breach)) {
            breaches.add(breach);
        }
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    List<String> breaches() {
        return breaches;
    }

    int questions() {
        return questions;
    }

    /** Whether the API showed that its clock had jumped. */
    boolean isNoticed() {
        return isNoticed;
    }

    Duration healed() {
        return healed;
    }
}
