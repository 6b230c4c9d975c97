package dev.latchkey.auth.bearer;

import dev.latchkey.auth.ScopeSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who may use an endpoint. */
sealed interface AccessRule {
    /** The rule that holds where both this and the other must. */
    AccessRule and(AccessRule other);

    /** The scopes a token needs, or all that the rule names where it has alternatives; empty where it needs none. */
    default ScopeSet scopesNamed() {
        return ScopeSet.empty();
    }

    /** Everybody; no token is looked at. */
    record Open() implements AccessRule {
        @Override
        public AccessRule and(AccessRule other) {
            return other;
        }

        @Override
        public String toString() {
            return "open to everybody";
        }
    }

    /** Everybody; a token is judged when there is one, and a bad one is refused. */
    record OpenWithToken() implements AccessRule {
        @Override
        public AccessRule and(AccessRule other) {
            return other instanceof Open ? this : other;
        }

        @Override
        public String toString() {
            return "open to everybody, reads a token if sent";
        }
    }

    /**
     * Whoever has a token with these scopes.
     *
     * @param scopes the scopes
     * @param more what the caller must have besides
     * @param others whether another authentication stands for a token with the scopes
     */
    record Demand(ScopeRule scopes, List<Requirement> more, boolean others) implements AccessRule {
        static final Demand ANY_TOKEN = new Demand(ScopeRule.ANY_TOKEN, List.of(), false);

        public Demand {
            more = List.copyOf(more);
        }

        @Override
        public AccessRule and(AccessRule other) {
            if (!(other instanceof Demand demand)) {
                return other instanceof Closed ? other : this;
            }
            List<Requirement> both = Stream.concat(more.stream(), demand.more.stream())
                    .distinct()
                    .toList();
            return new Demand(scopes.and(demand.scopes), both, others && demand.others);
        }

        /** The same rule where nothing but a token will do. */
        Demand byTokenAlone() {
            return others ? new Demand(scopes, more, false) : this;
        }

        @Override
        public ScopeSet scopesNamed() {
            return scopes.named();
        }

        @Override
        public String toString() {
            boolean user = more.contains(new UserRequirement());
            String besides = more.stream()
                    .filter(requirement -> !(requirement instanceof UserRequirement))
                    .map(requirement -> "; " + requirement)
                    .collect(Collectors.joining());
            return (user ? "a user with: " : "") + scopes + besides + (others ? "; or another authentication" : "");
        }
    }

    /**
     * Nobody.
     *
     * @param description what the client is told
     */
    record Closed(String description) implements AccessRule {
        static final Closed NO_RULE = new Closed("Nobody may use this endpoint: it has no access rule.");
        static final Closed DENIED = new Closed("Nobody may use this endpoint.");

        @Override
        public AccessRule and(AccessRule other) {
            return this;
        }

        @Override
        public String toString() {
            return equals(NO_RULE) ? "CLOSED: no rule; add @RequiresScope or @PermitAll" : "closed to everybody";
        }
    }
}
