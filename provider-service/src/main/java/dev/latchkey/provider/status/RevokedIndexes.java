package dev.latchkey.provider.status;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.zip.DeflaterOutputStream;
import org.jspecify.annotations.Nullable;

/** The revoked places of one list, and their compressed form while nothing changes. Thread-safe. */
final class RevokedIndexes {
    private static final int BYTES = StatusLists.SIZE / Byte.SIZE;
    private static final int TAG_BYTES = 12;

    /**
     * The list as it is served.
     *
     * @param compressed all bits, ZLIB, base64url (draft-ietf-oauth-status-list §4.2)
     * @param tag names this content
     */
    record Content(String compressed, String tag) {}

    private final BitSet bits = new BitSet();
    private Instant expiresAt;
    private @Nullable Content content;

    RevokedIndexes(Instant expiresAt) {
        this.expiresAt = expiresAt;
    }

    synchronized void keepUntil(Instant time) {
        expiresAt = time.isAfter(expiresAt) ? time : expiresAt;
    }

    synchronized boolean isOver(Instant now) {
        return !now.isBefore(expiresAt);
    }

    synchronized void mark(int first, int length) {
        int end = Math.min(StatusLists.SIZE, first + length);
        if (bits.nextClearBit(first) < end) {
            bits.set(first, end);
            content = null;
        }
    }

    synchronized boolean contains(int index) {
        return bits.get(index);
    }

    synchronized Content content() {
        Content known = content;
        if (known == null) {
            // The whole list, always: a place beyond its end would be refused, and its length tells nothing.
            byte[] list = Arrays.copyOf(bits.toByteArray(), BYTES);
            known = new Content(compressed(list), tag(list));
            content = known;
        }
        return known;
    }

    private static String compressed(byte[] list) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream zlib = new DeflaterOutputStream(bytes)) {
            zlib.write(list);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
    }

    private static String tag(byte[] list) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(list);
            return HexFormat.of().formatHex(digest, 0, TAG_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }
}
