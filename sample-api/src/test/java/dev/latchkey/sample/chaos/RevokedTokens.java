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
    private record Held(Ground.Client client, String token, String revoking, Kind kind) {}

    /** What a provider knows of a token without its database. */
    private enum Kind {
        /** Nothing. */
        OPAQUE(LoneAnswers.Truth.UNKNOWN, LoneAnswers.Truth.UNKNOWN),
        /** That it is revoked, if it knows; that it is good only the grant's row says. */
        JWT_OF_GRANT(LoneAnswers.Truth.PERHAPS_KNOWN_TO_BE_REVOKED, LoneAnswers.Truth.UNKNOWN),
        /** What it read last. */
        JWT_OF_CLIENT(LoneAnswers.Truth.PERHAPS_KNOWN_TO_BE_REVOKED, LoneAnswers.Truth.KNOWN_FOR_A_WHILE);

        private final LoneAnswers.Truth whenRevoked;
        private final LoneAnswers.Truth whenLive;

        Kind(LoneAnswers.Truth whenRevoked, LoneAnswers.Truth whenLive) {
            this.whenRevoked = whenRevoked;
            this.whenLive = whenLive;
        }
    }

    RevokedTokens(Ground ground) {
        this.ground = ground;
    }

    /**
     * Issues all of them at the first provider and revokes one half there; each revocation was answered. The clients' own
     * JWTs come first, and are waited for: another provider reads within a second that they are revoked.
     */
    void revokeAt(List<Caller> providers) {
        Caller provider = providers.get(0);
        for (int i = 0; i < EACH; i++) {
            issue(provider, revoked);
            issue(provider, live);
        }
        revoked.stream().filter(RevokedTokens::isRemembered).forEach(held -> revoke(provider, held));
        Patience.await("what one provider revoked to be known to each")
                .until(() -> providers.stream().allMatch(this::remembersAll));
        revoked.stream().filter(held -> !isRemembered(held)).forEach(held -> revoke(provider, held));
    }

    private void issue(Caller provider, List<Held> into) {
        Reply opaque = require(provider.token(ground.service(), "grant_type", "client_credentials"));
        Reply jwt = require(provider.token(ground.web(), "grant_type", "client_credentials"));
        Reply grant = require(provider.token(
                ground.web(), "grant_type", "password", "username", Ground.USER, "password", Ground.PASSWORD));
        into.add(new Held(ground.service(), opaque.text("access_token"), opaque.text("access_token"), Kind.OPAQUE));
        into.add(new Held(ground.web(), jwt.text("access_token"), jwt.text("access_token"), Kind.JWT_OF_CLIENT));
        into.add(new Held(ground.web(), grant.text("access_token"), grant.text("refresh_token"), Kind.JWT_OF_GRANT));
    }

    private static boolean isRemembered(Held held) {
        return held.kind == Kind.JWT_OF_CLIENT;
    }

    private static void revoke(Caller provider, Held held) {
        require(provider.post("/o/revoke_token/", held.client, "token", held.revoking));
    }

    private boolean remembersAll(Caller provider) {
        return revoked.stream()
                .filter(RevokedTokens::isRemembered)
                .allMatch(held -> introspect(provider, held).text("active").equals("false"));
    }

    private static Reply introspect(Caller provider, Held held) {
        return provider.post("/o/introspect/", held.client, "token", held.token);
    }

    private static Reply require(Reply reply) {
        if (!reply.isGood()) {
            throw new AssertionError(reply);
        }
        return reply;
    }

    /** Asks each provider, which has no database, about each token. */
    void askAll(List<Caller> providers, LoneAnswers answers) {
        for (Caller provider : providers) {
            revoked.forEach(held -> answers.take(held.kind.whenRevoked, () -> ask(provider, held, "without a quorum")));
            live.forEach(held -> answers.take(held.kind.whenLive, () -> introspect(provider, held)));
        }
    }

    private Reply ask(Caller provider, Held held, String when) {
        Reply reply = introspect(provider, held);
        asked++;
        if (Boolean.parseBoolean(reply.text("active"))) {
            breaches.add("active " + when);
        }
        return reply;
    }

    /**
     * Each provider answers about each token, asked once more where a 503 says so: a revoked one is not active, another is.
     */
    void judgeAll(List<Caller> providers, String when) {
        for (Caller provider : providers.stream().map(Caller::patient).toList()) {
            for (Held held : revoked) {
                expect(ask(provider, held, when).isGood(), "unanswered " + when);
            }
            for (Held held : live) {
                Reply reply = introspect(provider, held);
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
