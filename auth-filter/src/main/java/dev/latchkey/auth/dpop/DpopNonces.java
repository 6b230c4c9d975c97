package dev.latchkey.auth.dpop;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Nonces of this process (RFC 9449 section 8): the time they were made and a tag over it, so that none is stored. The key
 * is drawn at start and never leaves the process.
 */
final class DpopNonces {
    private static final Duration LIFETIME = Duration.ofMinutes(5);
    private static final int TAG_BYTES = 16;
    private static final int KEY_BYTES = 32;
    private static final int NONCE_LENGTH = 32;

    private final InstantSource clock;
    private final SecretKeySpec key;

    DpopNonces(InstantSource clock) {
        this.clock = clock;
        byte[] random = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, "HmacSHA256");
    }

    String next() {
        return of(clock.instant().getEpochSecond());
    }

    boolean isCurrent(String nonce) {
        if (nonce.length() != NONCE_LENGTH) {
            return false;
        }
        try {
            long second = ByteBuffer.wrap(Base64.getUrlDecoder().decode(nonce)).getLong();
            return isGenuine(nonce, second) && isYoung(second);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private boolean isGenuine(String nonce, long second) {
        return MessageDigest.isEqual(
                of(second).getBytes(StandardCharsets.UTF_8), nonce.getBytes(StandardCharsets.UTF_8));
    }

    // A genuine nonce has a time of this clock, which may have been set back since.
    private boolean isYoung(long second) {
        Duration age = Duration.between(Instant.ofEpochSecond(second), clock.instant());
        return age.abs().compareTo(LIFETIME) < 0;
    }

    private String of(long second) {
        byte[] time = ByteBuffer.allocate(Long.BYTES).putLong(second).array();
        byte[] nonce = Arrays.copyOf(time, Long.BYTES + TAG_BYTES);
        System.arraycopy(tag(time), 0, nonce, Long.BYTES, TAG_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(nonce);
    }

    private byte[] tag(byte[] time) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(time);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has HMAC-SHA-256", e);
        }
    }
}
