package dev.latchkey.sample.chaos;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A client that writes down what it was answered: tokens that were issued, tokens that were revoked, and refresh tokens
 * that follow each other. Whatever was answered 200 must be there afterwards.
 */
final class Ledger {
    private static final int CHAINS = 4;

    private final Ground ground;
    private final Map<String, Boolean> revoked = new ConcurrentHashMap<>();
    private final AtomicReferenceArray<String> chains = new AtomicReferenceArray<>(CHAINS);
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicInteger written = new AtomicInteger();

    private Ledger(Ground ground) {
        this.ground = ground;
    }

    /** Opens one: some people log in. */
    static Ledger open(Ground ground, Caller provider) {
        Ledger ledger = new Ledger(ground);
        for (int i = 0; i < CHAINS; i++) {
            Reply login = provider.token(
                    ground.web(), "grant_type", "password", "username", Ground.USER, "password", Ground.PASSWORD);
            if (!login.isGood()) {
                throw new AssertionError(login);
            }
            ledger.chains.set(i, login.text("refresh_token"));
        }
        return ledger;
    }

    /** One write by the caller of this number: the first ones refresh, each its own chain, the others issue and revoke. */
    Reply write(Caller provider, int caller) {
        return caller < CHAINS ? refresh(provider, caller) : issueOrRevoke(provider);
    }

    // An answer that was lost is asked for again with the same refresh token, as RFC 9700 section 4.14 has in mind.
    private Reply refresh(Caller provider, int chain) {
        Reply reply = provider.token(ground.web(), "grant_type", "refresh_token", "refresh_token", chains.get(chain));
        if (reply.isGood()) {
            chains.set(chain, reply.text("refresh_token"));
            written.incrementAndGet();
        }
        return reply;
    }

    private Reply issueOrRevoke(Caller provider) {
        List<String> live = turn.incrementAndGet() % 3 == 0
                ? revoked.entrySet().stream()
                        .filter(token -> !token.getValue())
                        .map(Map.Entry::getKey)
                        .limit(1)
                        .toList()
                : List.of();
        return live.isEmpty() ? issue(provider) : revoke(provider, live.get(0));
    }

    private Reply issue(Caller provider) {
        Reply reply = provider.token(ground.service(), "grant_type", "client_credentials");
        if (reply.isGood()) {
            revoked.put(reply.text("access_token"), false);
            written.incrementAndGet();
        }
        return reply;
    }

    // Until it is answered nobody knows whether it is revoked: the token leaves the ledger first.
    private Reply revoke(Caller provider, String token) {
        if (revoked.remove(token) == null) {
            return issue(provider);
        }
        Reply reply = provider.post("/o/revoke_token/", ground.service(), "token", token);
        if (reply.isGood()) {
            revoked.put(token, true);
            written.incrementAndGet();
        }
        return reply;
    }

    /** How many writes were answered 200. */
    int written() {
        return written.get();
    }

    /** How many of them are not there. */
    long lost(Caller provider) {
        long tokens = revoked.entrySet().stream()
                .filter(token -> isActive(provider, token.getKey()) == token.getValue())
                .count();
        long broken = 0;
        for (int i = 0; i < CHAINS; i++) {
            broken += refresh(provider, i).isGood() ? 0 : 1;
        }
        return tokens + broken;
    }

    private boolean isActive(Caller provider, String token) {
        Reply reply = provider.post("/o/introspect/", ground.service(), "token", token);
        if (!reply.isGood()) {
            throw new AssertionError(reply);
        }
        return Boolean.parseBoolean(reply.text("active"));
    }
}
