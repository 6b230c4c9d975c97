package dev.latchkey.accounts;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Argon2id version 0x13 of one lane, without a key (RFC 9106). It keeps its memory from one password to the next:
 * 19 MiB that each log-in takes anew fill the heap of a small server so fast that everybody waits for its collection.
 * For one thread at a time.
 */
final class Argon2id {
    private static final int VERSION = 0x13;
    private static final int TYPE = 2;
    private static final int SLICES = 4;
    private static final int BLOCK_BYTES = Argon2Block.WORDS * Long.BYTES;
    private static final int HALF = Blake2b.MOST_BYTES / 2;

    private final int memoryKib;
    private final int passes;
    private final int segment;
    private final long[] memory;
    private final Argon2Block blocks = new Argon2Block();
    private final long[] counter = new long[Argon2Block.WORDS];
    private final long[] addresses = new long[Argon2Block.WORDS];

    /** One of so many KiB of memory and passes over it. */
    Argon2id(int memoryKib, int passes) {
        this.memoryKib = memoryKib;
        this.passes = passes;
        this.segment = memoryKib / SLICES;
        this.memory = new long[segment * SLICES * Argon2Block.WORDS];
    }

    /** The hash of a password, {@code bytes} long. */
    byte[] hash(byte[] password, byte[] salt, int bytes) {
        byte[] seed = Blake2b.hash(Blake2b.MOST_BYTES, input(password, salt, bytes));
        fillFirst(seed, 0);
        fillFirst(seed, 1);
        for (int pass = 0; pass < passes; pass++) {
            for (int slice = 0; slice < SLICES; slice++) {
                fill(pass, slice);
            }
        }
        return expand(bytes(columns() - 1), bytes);
    }

    private int columns() {
        return segment * SLICES;
    }

    // Section 3.2, step 1.
    private byte[] input(byte[] password, byte[] salt, int bytes) {
        return littleEndian(10 * Integer.BYTES + password.length + salt.length)
                .putInt(1)
                .putInt(bytes)
                .putInt(memoryKib)
                .putInt(passes)
                .putInt(VERSION)
                .putInt(TYPE)
                .putInt(password.length)
                .put(password)
                .putInt(salt.length)
                .put(salt)
                .putInt(0)
                .putInt(0)
                .array();
    }

    private static ByteBuffer littleEndian(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void fillFirst(byte[] seed, int column) {
        byte[] text = littleEndian(seed.length + 2 * Integer.BYTES)
                .put(seed)
                .putInt(column)
                .putInt(0)
                .array();
        ByteBuffer.wrap(expand(text, BLOCK_BYTES))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asLongBuffer()
                .get(memory, column * Argon2Block.WORDS, Argon2Block.WORDS);
    }

    private byte[] bytes(int column) {
        byte[] block = new byte[BLOCK_BYTES];
        ByteBuffer.wrap(block)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asLongBuffer()
                .put(memory, column * Argon2Block.WORDS, Argon2Block.WORDS);
        return block;
    }

    // Section 3.3: a hash of any length.
    private static byte[] expand(byte[] text, int bytes) {
        byte[] input = littleEndian(Integer.BYTES + text.length)
                .putInt(bytes)
                .put(text)
                .array();
        if (bytes <= Blake2b.MOST_BYTES) {
            return Blake2b.hash(bytes, input);
        }
        ByteBuffer out = ByteBuffer.allocate(bytes);
        byte[] part = Blake2b.hash(Blake2b.MOST_BYTES, input);
        out.put(part, 0, HALF);
        while (out.remaining() > Blake2b.MOST_BYTES) {
            part = Blake2b.hash(Blake2b.MOST_BYTES, part);
            out.put(part, 0, HALF);
        }
        return out.put(Blake2b.hash(out.remaining(), part)).array();
    }

    private void fill(int pass, int slice) {
        boolean first = pass == 0 && slice == 0;
        boolean independent = pass == 0 && slice < SLICES / 2;
        prepare(pass, slice);
        for (int i = first ? 2 : 0; i < segment; i++) {
            int column = slice * segment + i;
            int previous = Math.floorMod(column - 1, columns());
            long random = independent ? address(i) : memory[previous * Argon2Block.WORDS];
            blocks.fill(memory, column, previous, reference(random, pass, slice, i), pass > 0);
        }
    }

    // Section 3.4.1.2.
    private void prepare(int pass, int slice) {
        Arrays.fill(counter, 0);
        counter[0] = pass;
        counter[2] = slice;
        counter[3] = columns();
        counter[4] = passes;
        counter[5] = TYPE;
    }

    private long address(int i) {
        int word = i % Argon2Block.WORDS;
        // A block of them lasts for as many columns; the first two columns of all need none.
        if (counter[6] <= i / Argon2Block.WORDS) {
            counter[6]++;
            blocks.hash(counter, addresses);
        }
        return addresses[word];
    }

    // Section 3.4.2: a column that is ready, the later ones more often.
    private int reference(long random, int pass, int slice, int i) {
        int ready = (pass == 0 ? slice : SLICES - 1) * segment + i - 1;
        long low = random & 0xffffffffL;
        long square = (low * low) >>> 32;
        long position = ready - 1 - ((ready * square) >>> 32);
        long start = pass == 0 ? 0 : (slice + 1L) * segment;
        return (int) ((start + position) % columns());
    }
}
