package dev.latchkey.auth.dpop;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;

/** Remembers proofs for as long as they could be used again (RFC 9449 section 11.1); bounded, thread-safe. */
final class UsedProofs {
    private final Cache<Key, Boolean> used;
    private final int maximum;

    UsedProofs(Duration lifetime, int maximum) {
        // No maximumSize: an entry that goes early would be a proof that works twice.
        this.used = Caffeine.newBuilder().expireAfterWrite(lifetime).build();
        this.maximum = maximum;
    }

    DpopUse use(DpopExamination.Proven proof) {
        if (isFull()) {
            return DpopUse.UNKNOWN;
        }
        return used.asMap().putIfAbsent(Key.of(proof), Boolean.TRUE) == null ? DpopUse.FIRST : DpopUse.REPLAYED;
    }

    long size() {
        return used.estimatedSize();
    }

    private boolean isFull() {
        if (used.estimatedSize() < maximum) {
            return false;
        }
        used.cleanUp();
        return used.estimatedSize() >= maximum;
    }

    /** 128 bits of a digest over key and identifier: a stranger's identifiers never collide with one's own. */
    private record Key(long a, long b) {
        static Key of(DpopExamination.Proven proof) {
            String text = proof.thumbprint() + "." + proof.identifier();
            ByteBuffer digest = ByteBuffer.wrap(sha256(text));
            return new Key(digest.getLong(), digest.getLong());
        }

        private static byte[] sha256(String text) {
            try {
                return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every Java runtime has SHA-256", e);
            }
        }
    }
}
