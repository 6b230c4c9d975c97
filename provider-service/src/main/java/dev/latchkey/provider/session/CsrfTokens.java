package dev.latchkey.provider.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.provider.protocol.RowId;
import dev.latchkey.provider.protocol.ServerSecret;
import dev.latchkey.provider.protocol.ServerSecrets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;

/**
 * What proves that a form was served by us to the browser that sends it (RFC 6819 §4.4.1.8): 128 bits of an HMAC over
 * the session, or over the browser before anybody has logged in.
 */
public final class CsrfTokens {
    private static final String LABEL = "latchkey csrf";
    private static final int LENGTH = 16;

    private final ServerSecrets secrets;

    public CsrfTokens(ServerSecrets secrets) {
        this.secrets = secrets;
    }

    /** The token for the forms of {@code owner}. */
    public String of(RowId owner) {
        return token(secrets.sealing(), owner);
    }

    /** Whether {@code token} is the owner's; takes the same time wherever it differs. */
    public boolean isGood(RowId owner, String token) {
        byte[] given = token.getBytes(UTF_8);
        return secrets.all().stream()
                .map(secret -> token(secret, owner).getBytes(UTF_8))
                .anyMatch(good -> MessageDigest.isEqual(good, given));
    }

    private static String token(ServerSecret secret, RowId owner) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Arrays.copyOf(secret.mac(LABEL, owner.bytes()), LENGTH));
    }
}
