package dev.latchkey.auth.bearer;

import dev.latchkey.auth.ScopeSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which scopes open an endpoint: all scopes of at least one alternative.
 *
 * @param alternatives the alternatives in the order they were written; one empty set means any valid token
 */
record ScopeRule(List<ScopeSet> alternatives) {
    /** Any valid token. */
    static final ScopeRule ANY_TOKEN = new ScopeRule(List.of(ScopeSet.empty()));

    ScopeRule {
        alternatives = List.copyOf(alternatives);
        if (alternatives.isEmpty()) {
            throw new IllegalArgumentException("A rule that any of no scopes fulfils is fulfilled by no token.");
        }
    }

    static ScopeRule all(ScopeSet scopes) {
        return new ScopeRule(List.of(scopes));
    }

    /** This rule or the other. */
    ScopeRule or(ScopeRule other) {
        return new ScopeRule(Stream.concat(alternatives.stream(), other.alternatives.stream())
                .toList());
    }

    /** This rule and the other. */
    ScopeRule and(ScopeRule other) {
        return new ScopeRule(alternatives.stream()
                .flatMap(mine -> other.alternatives.stream().map(mine::union))
                .toList());
    }

    boolean isSatisfiedBy(ScopeSet scopes) {
        for (ScopeSet alternative : alternatives) {
            if (scopes.containsAll(alternative)) {
                return true;
            }
        }
        return false;
    }

    /** Every scope the rule names, for the challenge (RFC 6750 section 3). */
    ScopeSet named() {
        return alternatives.stream().reduce(ScopeSet.empty(), ScopeSet::union);
    }

    /** The rule in words, for the table of endpoints. */
    @Override
    public String toString() {
        return alternatives.stream()
                .map(scopes -> scopes.isEmpty() ? "any valid token" : String.join(" and ", scopes.values()))
                .collect(Collectors.joining(" or "));
    }
}
