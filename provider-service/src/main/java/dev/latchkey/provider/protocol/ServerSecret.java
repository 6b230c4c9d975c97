package dev.latchkey.provider.protocol;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * One server secret: the root of the keys that seal handles, wrap signing keys and hash client secrets. Keys are
 * derived by HKDF-SHA256 (RFC 5869), one label each. It has no text of its own: {@code toString} shows its id only.
 */
public final class ServerSecret {
    /** The length of its id, in bytes. */
    public static final int ID_LENGTH = 4;

    private static final int MIN_LENGTH = 32;
    private static final int MIN_DISTINCT = 10;
    private static final String HMAC = "HmacSHA256";
    private static final byte[] SALT = "latchkey server secret".getBytes(StandardCharsets.UTF_8);

    private final byte[] pseudorandomKey;
    private final ByteString id;
    private final Map<String, Mac> macs = new ConcurrentHashMap<>();

    /**
     * Takes the secret as it is configured.
     *
     * @throws IllegalArgumentException when it is short or poor in different characters
     */
    public ServerSecret(String text) {
        if (text.length() < MIN_LENGTH || text.chars().distinct().count() < MIN_DISTINCT) {
            throw new IllegalArgumentException(
                    "A server secret has at least 32 random characters: make one with `openssl rand -base64 32`.");
        }
        this.pseudorandomKey = hmac(SALT, text.getBytes(StandardCharsets.UTF_8));
        this.id = ByteString.of(Arrays.copyOf(expand("latchkey secret id"), ID_LENGTH));
    }

    /** Its id, derived from the secret: 4 bytes. */
    public ByteString id() {
        return id;
    }

    /** HMAC-SHA256 of {@code data} under the key of {@code label}: 32 bytes. */
    public byte[] mac(String label, byte[] data) {
        Mac prototype = macs.computeIfAbsent(label, key -> newMac(expand(key)));
        try {
            return ((Mac) prototype.clone()).doFinal(data);
        } catch (CloneNotSupportedException e) {
            return hmac(expand(label), data);
        }
    }

    /** The AES-256 key of {@code label}. */
    public SecretKey aesKey(String label) {
        return new SecretKeySpec(expand(label), "AES");
    }

    // One block of HKDF-Expand: 32 bytes are all that any key here needs.
    private byte[] expand(String label) {
        byte[] info = label.getBytes(StandardCharsets.UTF_8);
        byte[] block = Arrays.copyOf(info, info.length + 1);
        block[info.length] = 1;
        return hmac(pseudorandomKey, block);
    }

    private static byte[] hmac(byte[] key, byte[] data) {
        return newMac(key).doFinal(data);
    }

    private static Mac newMac(byte[] key) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256.", e);
        }
    }

    @Override
    public String toString() {
        return "ServerSecret[" + HexFormat.of().formatHex(id.bytes()) + "]";
    }
}
