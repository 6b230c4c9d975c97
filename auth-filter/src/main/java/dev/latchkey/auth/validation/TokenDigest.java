package dev.latchkey.auth.validation;

import dev.latchkey.auth.PresentedToken;
import java.nio.ByteBuffer;

/** The SHA-256 digest of a token as four numbers: a key without an array's identity, which does not show the token. */
record TokenDigest(long a, long b, long c, long d) {
    static TokenDigest of(PresentedToken token) {
        ByteBuffer bytes = ByteBuffer.wrap(token.sha256());
        return new TokenDigest(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
    }
}
