package dev.latchkey.provider.clientauth;

import dev.latchkey.auth.jose.ClientAssertion;
import dev.latchkey.provider.client.ClientAuthenticationMethod;
import dev.latchkey.provider.protocol.OAuthException;
import dev.latchkey.provider.protocol.Parameters;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request says of its client.
 *
 * @param method how it wants to prove it
 * @param clientId who it says it is; empty for nobody
 * @param secret the secret; empty when the method has none
 * @param assertion the JWT that proves it; null when the method has none
 * @param challenge whether a refusal names the Basic scheme
 * @param flaw why it proves nothing, for the log; null when it can be judged
 */
public record PresentedCredentials(
        ClientAuthenticationMethod method,
        String clientId,
        String secret,
        @Nullable ClientAssertion assertion,
        boolean challenge,
        @Nullable String flaw) {
    /**
     * Reads what a request says.
     *
     * @param authorization the values of all {@code Authorization} headers
     * @param parameters the body
     * @return also what cannot be read, with its flaw: it is refused, and audited, where the client is asked for
     * @throws OAuthException invalid_request when it uses two methods
     */
    public static PresentedCredentials of(List<String> authorization, Parameters parameters) {
        if (authorization.size() > 1) {
            throw OAuthException.invalidRequest("There are two Authorization headers. Send one.");
        }
        boolean asserted = AssertionCredentials.isIn(parameters);
        boolean bySecret = parameters.find("client_secret").isPresent();
        boolean inHeader = !authorization.isEmpty();
        if (isMoreThanOne(inHeader, asserted, bySecret)) {
            throw OAuthException.invalidRequest("The client authenticates twice. Use one method only.");
        }
        if (asserted) {
            return AssertionCredentials.read(parameters);
        }
        return inHeader ? basic(authorization.get(0), parameters) : FormCredentials.read(parameters);
    }

    /** What nothing can be read of. */
    static PresentedCredentials unreadable(ClientAuthenticationMethod method, String flaw, boolean challenge) {
        return new PresentedCredentials(method, "", "", null, challenge, flaw);
    }

    private static boolean isMoreThanOne(boolean first, boolean second, boolean third) {
        return first ? second || third : second && third;
    }

    private static PresentedCredentials basic(String header, Parameters parameters) {
        PresentedCredentials basic = BasicCredentials.read(header);
        if (basic.flaw() == null
                && !parameters.find("client_id").orElse(basic.clientId()).equals(basic.clientId())) {
            throw OAuthException.invalidRequest(
                    "The client_id in the body is not the one in the Authorization header.");
        }
        return basic;
    }

    @Override
    public String toString() {
        return "PresentedCredentials[method=" + method + ", clientId=" + clientId + "]";
    }
}
