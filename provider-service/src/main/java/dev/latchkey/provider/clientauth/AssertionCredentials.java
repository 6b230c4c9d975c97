package dev.latchkey.provider.clientauth;

import dev.latchkey.auth.jose.ClientAssertion;
import dev.latchkey.provider.client.ClientAuthenticationMethod;
import dev.latchkey.provider.protocol.OAuthException;
import dev.latchkey.provider.protocol.Parameters;

/** A JWT in the body: {@code client_assertion} and its type (RFC 7521 §4.2, RFC 7523 §2.2). */
final class AssertionCredentials {
    private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private AssertionCredentials() {}

    static boolean isIn(Parameters parameters) {
        return parameters.find("client_assertion").isPresent()
                || parameters.find("client_assertion_type").isPresent();
    }

    static PresentedCredentials read(Parameters parameters) {
        if (!parameters.require("client_assertion_type").equals(TYPE)) {
            throw OAuthException.invalidRequest("The client_assertion_type is unknown. Send " + TYPE + ".");
        }
        return ClientAssertion.parse(parameters.require("client_assertion"))
                .map(assertion -> read(assertion, parameters))
                .orElseGet(() -> PresentedCredentials.unreadable(
                        ClientAuthenticationMethod.PRIVATE_KEY_JWT, "malformed client assertion", false));
    }

    private static PresentedCredentials read(ClientAssertion assertion, Parameters parameters) {
        ClientAuthenticationMethod method = assertion.isBySecret()
                ? ClientAuthenticationMethod.CLIENT_SECRET_JWT
                : ClientAuthenticationMethod.PRIVATE_KEY_JWT;
        String subject = assertion.claimedSubject().orElse("");
        boolean same = parameters.find("client_id").orElse(subject).equals(subject);
        String flaw = same ? null : "the client_id is not the subject of the assertion";
        return new PresentedCredentials(method, subject, "", assertion, false, flaw);
    }
}
