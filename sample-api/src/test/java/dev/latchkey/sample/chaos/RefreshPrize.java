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
            token = maker.token(
                            ground.web(),
                            "grant_type",
                            "password",
                            "username",
                            Ground.USER,
                            "password",
                            Ground.PASSWORD)
                    .text("refresh_token");
        }
        String current = token;
        return caller -> caller.token(ground.web(), "grant_type", "refresh_token", "refresh_token", current);
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
