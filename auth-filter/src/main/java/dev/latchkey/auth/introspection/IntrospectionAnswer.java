package dev.latchkey.auth.introspection;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What came out of asking the issuer about a token (RFC 7662 section 2.2). */
public sealed interface IntrospectionAnswer {
    /**
     * The issuer calls the token active; what it says about it is still to be judged.
     *
     * @param claims the members of the answer
     */
    record Active(Map<String, Object> claims) implements IntrospectionAnswer {
        /** Copies the members; those that are null are left out by whoever reads them. */
        public Active {
            claims = Collections.unmodifiableMap(new LinkedHashMap<>(claims));
        }
    }

    /** The issuer does not know the token, or knows that it is no longer good. */
    record Inactive() implements IntrospectionAnswer {}

    /**
     * The issuer did not say, or not in a way that can be relied on.
     *
     * @param logReason for the log; never holds the token or a secret
     */
    record Failed(String logReason) implements IntrospectionAnswer {}
}
