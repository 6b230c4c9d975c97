package dev.latchkey.provider.token;

import dev.latchkey.provider.protocol.RowId;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;

/**
 * The {@code jti} of a JWT (RFC 7519 §4.1.7): which grant and which of its successive access tokens. A row's id opens
 * nothing, since handles are sealed; that a retry within the grace gets the same one is what it is derived for.
 *
 * @param row the grant, or the id of a client's own token
 * @param sequence which of the grant's access tokens
 */
record TokenId(RowId row, int sequence) {
    private static final int LENGTH = RowId.LENGTH + Integer.BYTES;

    static Optional<TokenId> parse(String jti) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(jti));
        return bytes.remaining() == LENGTH
                ? Optional.of(new TokenId(new RowId(bytes.getLong(), bytes.getLong()), bytes.getInt()))
                : Optional.empty();
    }

    String text() {
        byte[] bytes =
                ByteBuffer.allocate(LENGTH).put(row.bytes()).putInt(sequence).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
