package dev.latchkey.accounts;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** BLAKE2b without a key (RFC 7693), which the JDK does not have. */
final class Blake2b {
    /** The longest hash. */
    static final int MOST_BYTES = 64;

    private static final int BLOCK_BYTES = 128;
    private static final int ROUNDS = 12;
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long[] INITIAL = {
        0x6a09e667f3bcc908L,
        0xbb67ae8584caa73bL,
        0x3c6ef372fe94f82bL,
        0xa54ff53a5f1d36f1L,
        0x510e527fade682d1L,
        0x9b05688c2b3e6c1fL,
        0x1f83d9abfb41bd6bL,
        0x5be0cd19137e2179L
    };
    // In which order each round takes the words of the message; the last two begin again.
    private static final String[] ORDERS = {
        "0123456789abcdef",
        "ea489fd61c02b753",
        "b8c052fdae367194",
        "7931dcbe265a40f8",
        "905724afe1bc683d",
        "2c6a0b834d75fe19",
        "c51fed4a0763928b",
        "db7ec13950f4862a",
        "6fe9b308c2d714a5",
        "a2847615fb9e3cd0"
    };

    private final long[] state = INITIAL.clone();
    private final long[] work = new long[16];
    private final long[] message = new long[16];

    private Blake2b(int bytes) {
        state[0] ^= 0x01010000 ^ bytes;
    }

    /** The hash of the text, {@code bytes} long: 1 to 64. */
    static byte[] hash(int bytes, byte[] text) {
        return new Blake2b(bytes).of(text, bytes);
    }

    private byte[] of(byte[] text, int bytes) {
        int done = 0;
        while (text.length - done > BLOCK_BYTES) {
            read(text, done);
            done += BLOCK_BYTES;
            compress(done, 0);
        }
        read(Arrays.copyOfRange(text, done, done + BLOCK_BYTES), 0);
        compress(text.length, -1);
        byte[] hash = new byte[MOST_BYTES];
        for (int i = 0; i < state.length; i++) {
            WORDS.set(hash, i * Long.BYTES, state[i]);
        }
        return Arrays.copyOf(hash, bytes);
    }

    private void read(byte[] text, int from) {
        for (int i = 0; i < message.length; i++) {
            message[i] = (long) WORDS.get(text, from + i * Long.BYTES);
        }
    }

    private void compress(long count, long last) {
        System.arraycopy(state, 0, work, 0, 8);
        System.arraycopy(INITIAL, 0, work, 8, 8);
        work[12] ^= count;
        work[14] ^= last;
        for (int round = 0; round < ROUNDS; round++) {
            mix(ORDERS[round % ORDERS.length]);
        }
        for (int i = 0; i < state.length; i++) {
            state[i] ^= work[i] ^ work[i + 8];
        }
    }

    private void mix(String order) {
        for (int column = 0; column < 4; column++) {
            mix(column, column + 4, column + 8, column + 12, order.substring(2 * column));
        }
        for (int i = 0; i < 4; i++) {
            mix(i, 4 + (i + 1) % 4, 8 + (i + 2) % 4, 12 + (i + 3) % 4, order.substring(8 + 2 * i));
        }
    }

    private void mix(int a, int b, int c, int d, String order) {
        work[a] += work[b] + message[Character.digit(order.charAt(0), 16)];
        work[d] = Long.rotateRight(work[d] ^ work[a], 32);
        work[c] += work[d];
        work[b] = Long.rotateRight(work[b] ^ work[c], 24);
        work[a] += work[b] + message[Character.digit(order.charAt(1), 16)];
        work[d] = Long.rotateRight(work[d] ^ work[a], 16);
        work[c] += work[d];
        work[b] = Long.rotateRight(work[b] ^ work[c], 63);
    }
}
