package dev.latchkey.auth.validation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.latchkey.auth.ClaimNames;
import java.util.Set;

/** How an issuer marks its access tokens. */
public enum TokenType {
    /** By the header {@code typ} {@code at+jwt} (RFC 9068 section 2.1), so that no other JWT can be taken for one. */
    AT_JWT("at+jwt"),
    /** Not reliably: {@code typ} may also be {@code JWT} or absent, and other JWTs are told apart by their claims. */
    ANY("any");

    private static final Set<String> MARKED = Set.of("at+jwt");
    private static final Set<String> UNMARKED = Set.of("at+jwt", "jwt", "");

    private final String text;

    TokenType(String text) {
        this.text = text;
    }

    /**
     * Reads {@code at+jwt} or {@code any}.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    @JsonCreator
    public static TokenType of(String text) {
        for (TokenType type : values()) {
            if (type.text.equalsIgnoreCase(text)) {
                return type;
            }
        }
        throw new IllegalArgumentException("tokenType must be at+jwt or any");
    }

    /** The names of claims that such tokens use where nothing else is said. */
    public ClaimNames claimNames() {
        return this == AT_JWT ? ClaimNames.STANDARD : ClaimNames.COMMON;
    }

    /** As it is written in a configuration. */
    @JsonValue
    @Override
    public String toString() {
        return text;
    }

    Set<String> headers() {
        return this == AT_JWT ? MARKED : UNMARKED;
    }
}
