package dev.latchkey.provider.grant;

import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.protocol.ErrorCode;
import dev.latchkey.provider.protocol.GrantType;
import dev.latchkey.provider.protocol.OAuthException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The grant types this provider knows. */
public final class GrantHandlers {
    private final Map<String, GrantHandler> byWord;

    /**
     * Takes the handlers.
     *
     * @throws IllegalStateException when two have the same grant type
     */
    public GrantHandlers(List<GrantHandler> handlers) {
        byWord = handlers.stream()
                .collect(Collectors.toUnmodifiableMap(
                        handler -> handler.grantType().value(), Function.identity()));
    }

    /**
     * The handler for {@code grantType}.
     *
     * @throws OAuthException unsupported_grant_type when there is none, unauthorized_client when the client may not
     *     use it (RFC 6749 §5.2)
     */
    public GrantHandler select(String grantType, Client client) {
        GrantHandler handler = byWord.get(grantType);
        if (handler == null) {
            throw new OAuthException(
                    ErrorCode.UNSUPPORTED_GRANT_TYPE,
                    "This provider has no such grant_type. Its metadata lists those it has.");
        }
        if (!client.mayUse(handler.grantType())) {
            throw new OAuthException(
                    ErrorCode.UNAUTHORIZED_CLIENT,
                    "This client is not registered for the grant_type. Register it for the grant, or use another.");
        }
        return handler;
    }

    /** The grant types, sorted by name. */
    public List<GrantType> types() {
        return byWord.keySet().stream().sorted().map(GrantType::new).toList();
    }
}
