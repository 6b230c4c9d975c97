package dev.latchkey.auth.bearer;

/** Who may use an endpoint. */
sealed interface AccessRule {
    /** Everybody; no token is looked at. */
    record Open() implements AccessRule {
        @Override
        public String toString() {
            return "open to everybody";
        }
    }

    /** Everybody; a token is judged when there is one, and a bad one is refused. */
    record OpenWithToken() implements AccessRule {
        @Override
        public String toString() {
            return "open to everybody, reads a token if sent";
        }
    }

    /**
     * Whoever has a token with these scopes.
     *
     * @param scopes the scopes
     * @param user whether the token must stand for a user
     */
    record Demand(ScopeRule scopes, boolean user) implements AccessRule {
        @Override
        public String toString() {
            return (user ? "a user with: " : "") + scopes;
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
        public String toString() {
            return equals(NO_RULE) ? "CLOSED: no rule; add @RequiresScope or @PermitAll" : "closed to everybody";
        }
    }
}
