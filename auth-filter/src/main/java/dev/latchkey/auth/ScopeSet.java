package dev.latchkey.auth;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An immutable, ordered set of scope tokens (RFC 6749 section 3.3).
 *
 * <p>Two sets are equal when they hold the same tokens in any order. Scope tokens are case-sensitive and compared whole.
 */
public final class ScopeSet {
    private static final int MAX_LENGTH = 4096;
    private static final int MAX_TOKENS = 200;
    private static final ScopeSet EMPTY = new ScopeSet(new LinkedHashSet<>());

    private final Set<String> tokens;
    private final String text;

    private ScopeSet(Set<String> tokens) {
        this.tokens = Collections.unmodifiableSet(tokens);
        this.text = String.join(" ", tokens);
    }

    /**
     * Reads a {@code scope} parameter: tokens separated by exactly one space, at most 4 kB and 200 tokens.
     *
     * @throws IllegalArgumentException if the text does not match the ABNF of RFC 6749 section 3.3 or is too long
     */
    public static ScopeSet parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("The scope is longer than " + MAX_LENGTH + " characters: ask for less.");
        }
        return of(Arrays.asList(text.split(" ", -1)));
    }

    /**
     * Makes a set of the given tokens, in this order; repeated ones count once.
     *
     * @throws IllegalArgumentException if a token is not a scope token of RFC 6749 section 3.3
     */
    public static ScopeSet of(String... tokens) {
        return of(Arrays.asList(tokens));
    }

    /**
     * Makes a set of the given tokens, in their order; repeated ones count once.
     *
     * @throws IllegalArgumentException if a token is not a scope token of RFC 6749 section 3.3, or there are over 200
     */
    public static ScopeSet of(Collection<String> tokens) {
        if (tokens.size() > MAX_TOKENS) {
            throw new IllegalArgumentException("The scope names more than " + MAX_TOKENS + " values: ask for less.");
        }
        tokens.forEach(ScopeSet::requireToken);
        return tokens.isEmpty() ? EMPTY : new ScopeSet(new LinkedHashSet<>(tokens));
    }

    /** The set without any scope. */
    public static ScopeSet empty() {
        return EMPTY;
    }

    /** Whether this exact token is in the set. */
    public boolean contains(String token) {
        return tokens.contains(token);
    }

    /** Whether every token of the other set is in this one; always true for the empty set. */
    public boolean containsAll(ScopeSet other) {
        return tokens.containsAll(other.tokens);
    }

    /** The tokens of this set followed by those of the other that are not in it. */
    public ScopeSet union(ScopeSet other) {
        Set<String> all = new LinkedHashSet<>(tokens);
        all.addAll(other.tokens);
        return new ScopeSet(all);
    }

    /** The tokens that are in both sets, in the order of this one. */
    public ScopeSet retainAll(ScopeSet other) {
        Set<String> common = new LinkedHashSet<>(tokens);
        common.retainAll(other.tokens);
        return new ScopeSet(common);
    }

    /** Whether the set holds no scope. */
    public boolean isEmpty() {
        return tokens.isEmpty();
    }

    /** The tokens in order, as an immutable list. */
    public List<String> values() {
        return List.copyOf(tokens);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ScopeSet that && tokens.equals(that.tokens);
    }

    @Override
    public int hashCode() {
        return tokens.hashCode();
    }

    /** The tokens separated by single spaces, as the protocol writes them. */
    @Override
    public String toString() {
        return text;
    }

    private static void requireToken(String token) {
        if (token.isEmpty()) {
            throw new IllegalArgumentException(
                    "A scope is empty: separate scopes by exactly one space, with none at the ends.");
        }
        if (!token.chars().allMatch(ScopeSet::isTokenCharacter)) {
            throw new IllegalArgumentException(
                    "A scope holds a character that RFC 6749 does not allow: use printable ASCII without \" and \\.");
        }
    }

    // scope-token = 1*( %x21 / %x23-5B / %x5D-7E ), RFC 6749 section 3.3
    private static boolean isTokenCharacter(int c) {
        return c > 0x20 && c < 0x7F && c != '"' && c != '\\';
    }
}
