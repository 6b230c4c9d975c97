package dev.latchkey.auth.wycheproof;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The encoding of RSASSA-PSS with SHA-256 (RFC 8017 section 9.1.1) for 2048 bits, step by step, so that each can go wrong.
 *
 * @param changes what happens to the outcome of a step
 */
record PssEncoding(Map<Step, UnaryOperator<byte[]>> changes) {
    private static final int HASH = 32;
    private static final int DATA = 256 - HASH - 1;

    /** What the encoding is put together from. */
    enum Step {
        ZEROS,
        MESSAGE_HASH,
        SALT,
        DATA,
        HASH,
        MASKED_DATA,
        ENCODED
    }

    byte[] of(String text) {
        byte[] salt = after(Step.SALT, new byte[] {
            1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29,
            30, 31, 32
        });
        byte[] message = after(Step.MESSAGE_HASH, Pkcs1Paddings.sha256(text));
        byte[] hash = after(Step.HASH, Pkcs1Paddings.sha256(joined(after(Step.ZEROS, new byte[8]), message, salt)));
        byte[] zeros = new byte[DATA - salt.length - 1];
        byte[] masked = after(Step.DATA, joined(zeros, new byte[] {1}, salt));
        byte[] mask = mask(hash);
        for (int i = 0; i < masked.length; i++) {
            masked[i] ^= mask[i];
        }
        masked[0] &= 0x7f;
        return after(Step.ENCODED, joined(after(Step.MASKED_DATA, masked), hash, new byte[] {(byte) 0xbc}));
    }

    private byte[] after(Step step, byte[] bytes) {
        return changes.getOrDefault(step, same -> same).apply(bytes);
    }

    private static byte[] mask(byte[] seed) {
        byte[] mask = new byte[0];
        for (byte i = 0; mask.length < DATA; i++) {
            mask = joined(mask, Pkcs1Paddings.sha256(joined(seed, new byte[] {0, 0, 0, i})));
        }
        return Arrays.copyOf(mask, DATA);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
