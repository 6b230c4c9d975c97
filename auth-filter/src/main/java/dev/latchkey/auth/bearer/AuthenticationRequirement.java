package dev.latchkey.auth.bearer;

import dev.latchkey.auth.RequiresAuthentication;
import dev.latchkey.auth.TokenPrincipal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The user signed in strongly and recently enough (RFC 9470).
 *
 * @param acr the classes one of which {@code acr} must be; empty for any
 * @param maxAge the most seconds since {@code auth_time}; {@link Long#MAX_VALUE} for any
 */
record AuthenticationRequirement(List<String> acr, long maxAge) implements Requirement {
    static final long ANY_AGE = Long.MAX_VALUE;

    // The most that two clocks may be apart by configuration; a time beyond says nothing about when the user signed in.
    private static final long LONGEST_SKEW = 60;

    // acr_values is a list separated by spaces inside a quoted string.
    private static final String ACR = "[\\x21\\x23-\\x5B\\x5D-\\x7E]+";

    AuthenticationRequirement {
        acr = List.copyOf(acr);
        if (!acr.stream().allMatch(value -> value.matches(ACR))) {
            throw new IllegalArgumentException(
                    "@RequiresAuthentication: write each acr as one text without spaces, quotes and backslashes.");
        }
        if (maxAge < 0 || (acr.isEmpty() && maxAge == ANY_AGE)) {
            throw new IllegalArgumentException(
                    "@RequiresAuthentication demands nothing: give acr, or maxAge in seconds, 0 or more.");
        }
    }

    static AuthenticationRequirement of(RequiresAuthentication annotation) {
        return new AuthenticationRequirement(List.of(annotation.acr()), annotation.maxAge());
    }

    @Override
    public Optional<BearerRefusal> refusal(Caller caller, BearerRefusals refusals) {
        boolean enough = caller.token()
                .filter(token -> strong(token) && recent(token, caller.time()))
                .isPresent();
        return enough ? Optional.empty() : Optional.of(refusals.insufficientAuthentication(this));
    }

    private boolean strong(TokenPrincipal token) {
        return acr.isEmpty() || (token.claims().get("acr") instanceof String given && acr.contains(given));
    }

    private boolean recent(TokenPrincipal token, Instant now) {
        return maxAge == ANY_AGE
                || (token.claims().get("auth_time") instanceof Number time
                        && isRecent(now.getEpochSecond() - time.longValue()));
    }

    private boolean isRecent(long age) {
        return age <= maxAge && age >= -LONGEST_SKEW;
    }

    @Override
    public String toString() {
        return Stream.of(
                        acr.isEmpty() ? "" : "acr " + String.join(" or ", acr),
                        maxAge == ANY_AGE ? "" : "signed in within " + maxAge + " s")
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }
}
