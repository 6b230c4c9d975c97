package dev.latchkey.auth.status;

import java.util.Arrays;

/** One bit per entry of a status list: whether its tokens are anything but valid. Immutable. */
final class StatusBits {
    /** The most entries a list may have. */
    static final int MAX_ENTRIES = 1 << 23;

    private final int size;
    private final byte[] bits;

    private StatusBits(int size, byte[] bits) {
        this.size = size;
        this.bits = bits;
    }

    /**
     * Reads an uncompressed list (draft-ietf-oauth-status-list section 4.1): the first entry is in the lowest bits of the
     * first byte. Every status but 0, suspension and those yet to be invented among them, counts as not valid.
     *
     * @param width bits per entry: 1, 2, 4 or 8
     */
    static StatusBits of(int width, byte[] statuses) {
        if (width == 1) {
            return new StatusBits(statuses.length * Byte.SIZE, statuses.clone());
        }
        int perByte = Byte.SIZE / width;
        int mask = (1 << width) - 1;
        int entries = statuses.length * perByte;
        byte[] bits = new byte[(entries + Byte.SIZE - 1) / Byte.SIZE];
        for (int entry = 0; entry < entries; entry++) {
            int status = statuses[entry / perByte] >> (entry % perByte * width) & mask;
            if (status != 0) {
                bits[entry / Byte.SIZE] |= (byte) (1 << entry % Byte.SIZE);
            }
        }
        return new StatusBits(entries, bits);
    }

    /** How many entries the list has. */
    int size() {
        return size;
    }

    /** Whether the tokens of this entry are not valid. */
    boolean isSet(int index) {
        return index < size && (bits[index / Byte.SIZE] >> (index % Byte.SIZE) & 1) == 1;
    }

    /** What is set in either; as long as the longer one. */
    StatusBits or(StatusBits other) {
        byte[] longer = bits.length < other.bits.length ? other.bits : bits;
        byte[] shorter = longer == bits ? other.bits : bits;
        byte[] either = Arrays.copyOf(longer, longer.length);
        for (int i = 0; i < shorter.length; i++) {
            either[i] |= shorter[i];
        }
        return new StatusBits(Math.max(size, other.size), either);
    }
}
