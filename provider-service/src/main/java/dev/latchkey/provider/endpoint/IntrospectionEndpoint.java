package dev.latchkey.provider.endpoint;

import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.resource.Resources;
import dev.latchkey.provider.token.LiveToken;
import dev.latchkey.provider.token.TokenIntrospection;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code POST /o/introspect/}: what a token is worth at this moment (RFC 7662). */
public final class IntrospectionEndpoint implements FormEndpoint {
    private static final Map<String, Object> INACTIVE = Map.of("active", false);

    private final IntrospectionCallers callers;
    private final TokenIntrospection tokens;
    private final Resources resources;

    public IntrospectionEndpoint(IntrospectionCallers callers, TokenIntrospection tokens, Resources resources) {
        this.callers = callers;
        this.tokens = tokens;
        this.resources = resources;
    }

    @Override
    public String name() {
        return "introspect";
    }

    /** The token's claims, or that it is not active; the same for one that the caller has no business with (§4). */
    @Override
    public Response answer(FormRequest request) {
        Client caller = callers.authenticate(request);
        Map<String, Object> answer = tokens.find(request.parameters().require("token"))
                .filter(token -> isFor(caller, token))
                .map(IntrospectionEndpoint::active)
                .orElse(INACTIVE);
        return Answers.unstored(Response.ok(answer)).build();
    }

    private boolean isFor(Client caller, LiveToken token) {
        return caller.id().equals(token.client().id())
                || caller.permissions().introspectsFor().contains(token.audience())
                || resources
                        .introspectionClients(token.audience())
                        .contains(caller.id().value());
    }

    private static Map<String, Object> active(LiveToken token) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("active", true);
        answer.put("token_type", "Bearer");
        answer.putAll(token.claims());
        return answer;
    }
}
