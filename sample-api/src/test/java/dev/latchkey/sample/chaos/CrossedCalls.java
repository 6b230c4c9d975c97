package dev.latchkey.sample.chaos;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Calls to several providers in turn, so that each gets what another issued: to refresh, to judge and to end. */
final class CrossedCalls {
    private static final int WRITERS = 6;

    private final Ground ground;
    private final Ledger ledger;
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicInteger crossed = new AtomicInteger();
    private final AtomicInteger breaches = new AtomicInteger();
    private volatile List<Caller> providers;

    CrossedCalls(Ground ground, Caller provider) {
        this.ground = ground;
        this.ledger = Ledger.open(ground, provider);
        this.providers = List.of(provider);
    }

    /** From now on this one is called too. */
    void alsoAt(Caller provider) {
        providers = List.of(providers.get(0), provider);
    }

    /** The next call of the caller of this number. */
    Reply call(int caller) {
        List<Caller> known = providers;
        Caller one = known.get(turn.incrementAndGet() % known.size());
        if (caller < WRITERS) {
            return ledger.write(one, caller);
        }
        Caller other = known.get((known.indexOf(one) + 1) % known.size());
        return judged(caller % 2 == 0 ? ground.service() : ground.web(), one, other);
    }

    // Opaque, or a JWT: good at once at the other, and of no use there once it was ended here.
    private Reply judged(Ground.Client client, Caller one, Caller other) {
        Reply issued = one.token(client, "grant_type", "client_credentials");
        if (!issued.isGood()) {
            return issued;
        }
        String token = issued.text("access_token");
        Reply judged = other.post("/o/introspect/", client, "token", token);
        if (!judged.isGood()) {
            return judged;
        }
        crossed.incrementAndGet();
        expect(judged, "true");
        return client.equals(ground.service()) ? ended(client, token, one, other) : judged;
    }

    private Reply ended(Ground.Client client, String token, Caller one, Caller other) {
        Reply ended = other.post("/o/revoke_token/", client, "token", token);
        if (!ended.isGood()) {
            return ended;
        }
        Reply judged = one.post("/o/introspect/", client, "token", token);
        if (judged.isGood()) {
            expect(judged, "false");
        }
        return judged;
    }

    private void expect(Reply judged, String active) {
        if (!judged.text("active").equals(active)) {
            breaches.incrementAndGet();
        }
    }

    /** How many tokens one provider issued and the same or another judged. */
    int crossed() {
        return crossed.get();
    }

    /** How many of them it judged wrongly. */
    int breaches() {
        return breaches.get();
    }

    /** How many writes are not there, as each provider sees it. */
    long lost() {
        return providers.stream().mapToLong(ledger::lost).sum();
    }
}
