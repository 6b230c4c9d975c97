package dev.latchkey.sample.chaos;

import java.util.List;
import java.util.function.Function;

/** A refresh token: all may get the same successor, which is the next prize, and never two. */
final class RefreshPrize implements Prize {
    private final Ground ground;
    private final Caller maker;
    private String token = "";

    RefreshPrize(Ground ground, Caller maker) {
        this.ground = ground;
        this.maker = maker;
    }

    @Override
    public Function<Caller, Reply> next() {
        if (token.isEmpty()) {
            Patience.await("a log-in").until(this::logIn);
        }
        String current = token;
        return caller -> caller.token(ground.web(), "grant_type", "refresh_token", "refresh_token", current);
    }

    // Passwords are checked a few at a time, and others are told to come again.
    private boolean logIn() {
        Reply reply = maker.token(
                ground.web(), "grant_type", "password", "username", Ground.USER, "password", Ground.PASSWORD);
        token = reply.isGood() ? reply.text("refresh_token") : "";
        return reply.isGood();
    }

    // Whoever comes later than the grace is a thief, and ends the family for all: then a new one begins.
    @Override
    public long winners(List<Reply> replies) {
        List<String> successors = replies.stream()
                .filter(Reply::isGood)
                .map(reply -> reply.text("refresh_token"))
                .distinct()
                .toList();
        boolean isAlive = replies.stream().allMatch(Reply::isGood);
        token = isAlive && successors.size() == 1 ? successors.get(0) : "";
        return successors.size();
    }
}
