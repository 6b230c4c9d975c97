package dev.latchkey.provider.token;

import dev.latchkey.auth.ScopeSet;
import dev.latchkey.provider.client.Client;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** An access token that is good now, and its claims. */
public final class LiveToken {
    private final Client client;
    private final Map<String, Object> claims;

    LiveToken(Client client, Map<String, Object> claims) {
        this.client = client;
        this.claims = Collections.unmodifiableMap(new LinkedHashMap<>(claims));
    }

    /** The client it was issued to. */
    public Client client() {
        return client;
    }

    /** The resource it is for. */
    public String audience() {
        return String.valueOf(claims.get("aud"));
    }

    /** What it allows. */
    public ScopeSet scope() {
        String scope = String.valueOf(claims.get("scope"));
        return scope.isEmpty() ? ScopeSet.empty() : ScopeSet.parse(scope);
    }

    /** Its claims by the names of RFC 7662 §2.2. */
    public Map<String, Object> claims() {
        return claims;
    }

    @Override
    public String toString() {
        return "LiveToken[client=" + client.id() + "]";
    }
}
