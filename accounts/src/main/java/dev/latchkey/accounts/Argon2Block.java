package dev.latchkey.accounts;

/** The compression function of Argon2 over blocks of 1 KiB (RFC 9106 section 3.5). For one thread at a time. */
final class Argon2Block {
    /** How many words a block has. */
    static final int WORDS = 128;

    private static final int ROW = 16;

    private final long[] sum = new long[WORDS];
    private final long[] mixed = new long[WORDS];
    // The first stays empty.
    private final long[] three = new long[3 * WORDS];

    /** Fills one block from two others, of which {@code column}, {@code previous} and {@code reference} are the numbers. */
    void fill(long[] memory, int column, int previous, int reference, boolean over) {
        int target = column * WORDS;
        add(memory, previous * WORDS, reference * WORDS);
        for (int i = 0; i < WORDS; i++) {
            long word = sum[i] ^ mixed[i];
            memory[target + i] = over ? memory[target + i] ^ word : word;
        }
    }

    /** The block compressed twice with an empty one (section 3.4.1.2). */
    void hash(long[] block, long[] result) {
        System.arraycopy(block, 0, three, WORDS, WORDS);
        fill(three, 2, 0, 1, false);
        fill(three, 1, 0, 2, false);
        System.arraycopy(three, WORDS, result, 0, WORDS);
    }

    private void add(long[] memory, int one, int other) {
        for (int i = 0; i < WORDS; i++) {
            sum[i] = memory[one + i] ^ memory[other + i];
        }
        System.arraycopy(sum, 0, mixed, 0, WORDS);
        for (int row = 0; row < WORDS; row += ROW) {
            permuteRow(mixed, row);
        }
        for (int column = 0; column < ROW; column += 2) {
            permuteColumn(mixed, column);
        }
    }

    // Written out: a third quicker than with the numbers worked out in a loop.
    private static void permuteRow(long[] v, int at) {
        mix(v, at, at + 4, at + 8, at + 12);
        mix(v, at + 1, at + 5, at + 9, at + 13);
        mix(v, at + 2, at + 6, at + 10, at + 14);
        mix(v, at + 3, at + 7, at + 11, at + 15);
        mix(v, at, at + 5, at + 10, at + 15);
        mix(v, at + 1, at + 6, at + 11, at + 12);
        mix(v, at + 2, at + 7, at + 8, at + 13);
        mix(v, at + 3, at + 4, at + 9, at + 14);
    }

    // Of two words each.
    private static void permuteColumn(long[] v, int at) {
        mix(v, at, at + 32, at + 64, at + 96);
        mix(v, at + 1, at + 33, at + 65, at + 97);
        mix(v, at + 16, at + 48, at + 80, at + 112);
        mix(v, at + 17, at + 49, at + 81, at + 113);
        mix(v, at, at + 33, at + 80, at + 113);
        mix(v, at + 1, at + 48, at + 81, at + 96);
        mix(v, at + 16, at + 49, at + 64, at + 97);
        mix(v, at + 17, at + 32, at + 65, at + 112);
    }

    private static void mix(long[] v, int one, int two, int three, int four) {
        long a = v[one];
        long b = v[two];
        long c = v[three];
        long d = v[four];
        a = product(a, b);
        d = Long.rotateRight(d ^ a, 32);
        c = product(c, d);
        b = Long.rotateRight(b ^ c, 24);
        a = product(a, b);
        d = Long.rotateRight(d ^ a, 16);
        c = product(c, d);
        b = Long.rotateRight(b ^ c, 63);
        v[one] = a;
        v[two] = b;
        v[three] = c;
        v[four] = d;
    }

    private static long product(long x, long y) {
        return x + y + 2 * (x & 0xffffffffL) * (y & 0xffffffffL);
    }
}
