package dev.latchkey.provider.clientauth;

import dev.latchkey.auth.jose.ClientAssertion;
import dev.latchkey.auth.jose.PublicKeySet;
import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.client.ClientKeys;
import java.util.Map;
import java.util.Optional;

/** private_key_jwt: an assertion signed by the client's private key (RFC 7523 §2.2, OIDC Core §9). */
final class PrivateKeyJwt implements Proof {
    private final AssertionRules rules;
    private final PublishedKeys published;

    PrivateKeyJwt(AssertionRules rules, PublishedKeys published) {
        this.rules = rules;
        this.published = published;
    }

    @Override
    public Optional<String> objection(Optional<Client> client, PresentedCredentials presented) {
        ClientAssertion assertion = presented.assertion();
        ClientKeys keys = client.map(found -> found.credentials().keys()).orElse(null);
        if (assertion == null || client.isEmpty() || keys == null) {
            return Optional.of("no key to check the assertion with");
        }
        Optional<Map<String, Object>> claims = keys(keys, assertion).flatMap(assertion::claimsSignedBy);
        return claims.isPresent()
                ? rules.objection(client.get().id(), claims.get())
                : Optional.of("not signed by a key of the client");
    }

    private Optional<PublicKeySet> keys(ClientKeys keys, ClientAssertion assertion) {
        return keys instanceof ClientKeys.Remote remote
                ? published.find(remote.uri(), assertion)
                : Optional.of(((ClientKeys.Inline) keys).keys());
    }
}
