package dev.latchkey.sample.chaos;

import java.util.ArrayList;
import java.util.List;

/** Tokens of each kind that were revoked, and as many that were not. */
final class RevokedTokens {
    private static final int EACH = 5;

    private final Ground ground;
    private final List<Held> revoked = new ArrayList<>();
    private final List<Held> live = new ArrayList<>();
    private final List<String> breaches = new ArrayList<>();
    private int asked;

    // A grant is revoked by its refresh token and asked about by its access token.
    private record Held(Ground.Client client, String token, String revoking) {}

    RevokedTokens(Ground ground) {
        this.ground = ground;
    }

    /** Issues all of them at a provider and revokes one half there; each revocation was answered. */
    void revokeAt(Caller provider) {
        for (int i = 0; i < EACH; i++) {
            issue(provider, revoked);
            issue(provider, live);
        }
        for (Held held : revoked) {
            require(provider.post("/o/revoke_token/", held.client, "token", held.revoking));
        }
    }

    private void issue(Caller provider, List<Held> into) {
        Reply opaque = require(provider.token(ground.service(), "grant_type", "client_credentials"));
        Reply jwt = require(provider.token(ground.web(), "grant_type", "client_credentials"));
        Reply grant = require(provider.token(
                ground.web(), "grant_type", "password", "username", Ground.USER, "password", Ground.PASSWORD));
        into.add(held(ground.service(), opaque, "access_token"));
        into.add(held(ground.web(), jwt, "access_token"));
        into.add(held(ground.web(), grant, "refresh_token"));
    }

    private static Held held(Ground.Client client, Reply issued, String revoking) {
        return new Held(client, issued.text("access_token"), issued.text(revoking));
    }

    private static Reply require(Reply reply) {
        if (!reply.isGood()) {
            throw new AssertionError(reply);
        }
        return reply;
    }

    /** Asks each provider about each token; an answer that calls a revoked one active is a breach. */
    List<Reply> askAll(List<Caller> providers) {
        List<Reply> replies = new ArrayList<>();
        for (Caller provider : providers) {
            for (Held held : revoked) {
                replies.add(ask(provider, held, "without a quorum"));
            }
        }
        return replies;
    }

    private Reply ask(Caller provider, Held held, String when) {
        Reply reply = provider.post("/o/introspect/", held.client, "token", held.token);
        asked++;
        if (Boolean.parseBoolean(reply.text("active"))) {
            breaches.add("active " + when);
        }
        return reply;
    }

    /** Each provider answers about each token: a revoked one is not active, another is. */
    void judgeAll(List<Caller> providers, String when) {
        for (Caller provider : providers) {
            for (Held held : revoked) {
                expect(ask(provider, held, when).isGood(), "unanswered " + when);
            }
            for (Held held : live) {
                Reply reply = provider.post("/o/introspect/", held.client, "token", held.token);
                expect(Boolean.parseBoolean(reply.text("active")), "lost " + when + ": " + reply.status());
            }
        }
    }

    private void expect(boolean condition, String breach) {
        if (!condition) {
            breaches.add(breach);
        }
    }

    /** Waits until the providers issue tokens again. */
    void awaitService(List<Caller> providers) {
        for (Caller provider : providers) {
            Patience.await("tokens")
                    .until(() -> provider.token(ground.service(), "grant_type", "client_credentials")
                            .isGood());
        }
    }

    List<String> breaches() {
        return breaches;
    }

    int asked() {
        return asked;
    }
}
