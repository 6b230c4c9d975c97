package dev.latchkey.provider.protocol;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Seals handles into tokens and opens them again. A token is {@code lk_<kind>_} and base64url of secret id (4 bytes),
 * row id (16), generation (4) and a 128-bit HMAC tag: a forged one never reaches the database, and nothing that the
 * database holds is a token.
 */
public final class HandleSealer {
    private static final int BODY = ServerSecret.ID_LENGTH + RowId.LENGTH + Integer.BYTES;
    private static final int TAG = 16;
    private static final int TEXT = (BODY + TAG) * 8 / 6 + 1;

    private final ServerSecrets secrets;

    public HandleSealer(ServerSecrets secrets) {
        this.secrets = secrets;
    }

    /** The token for {@code handle}, the same each time while the sealing secret is the same. */
    public String seal(Handle handle) {
        ServerSecret secret = secrets.sealing();
        byte[] body = ByteBuffer.allocate(BODY)
                .put(secret.id().bytes())
                .put(handle.id().bytes())
                .putInt(handle.generation())
                .array();
        byte[] token = Arrays.copyOf(body, BODY + TAG);
        System.arraycopy(tag(secret, handle.kind(), body), 0, token, BODY, TAG);
        return handle.kind().prefix() + Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** What {@code token} says; empty when it is no token of this kind, or was not sealed with a known secret. */
    public Optional<Handle> open(HandleKind kind, String token) {
        if (token.length() != kind.prefix().length() + TEXT || !token.startsWith(kind.prefix())) {
            return Optional.empty();
        }
        return decode(token.substring(kind.prefix().length())).flatMap(bytes -> open(kind, bytes));
    }

    private Optional<Handle> open(HandleKind kind, byte[] token) {
        byte[] body = Arrays.copyOf(token, BODY);
        byte[] tag = Arrays.copyOfRange(token, BODY, BODY + TAG);
        return secrets.find(ByteString.of(Arrays.copyOf(token, ServerSecret.ID_LENGTH)))
                .filter(secret -> MessageDigest.isEqual(tag, tag(secret, kind, body)))
                .map(secret -> read(kind, ByteBuffer.wrap(body).position(ServerSecret.ID_LENGTH)));
    }

    private static Handle read(HandleKind kind, ByteBuffer body) {
        return new Handle(kind, new RowId(body.getLong(), body.getLong()), body.getInt());
    }

    private static byte[] tag(ServerSecret secret, HandleKind kind, byte[] body) {
        return Arrays.copyOf(secret.mac(kind.label(), body), TAG);
    }

    // The decoder of the JDK ignores the unused last bits: only the one text that encodes the bytes is a token.
    private static Optional<byte[]> decode(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            boolean canonical = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(bytes)
                    .equals(text);
            return canonical ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
