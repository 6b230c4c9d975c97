package dev.latchkey.provider.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Addresses with the same first bits, such as {@code 10.0.0.0/8} (RFC 4632 §3.1). */
final class AddressBlock {
    private final byte[] first;
    private final int bits;

    private AddressBlock(byte[] first, int bits) {
        this.first = first;
        this.bits = bits;
    }

    /** Reads {@code address/bits}; the address is a literal. */
    static AddressBlock of(String text) {
        String[] parts = text.split("/", 2);
        try {
            return new AddressBlock(InetAddress.getByName(parts[0]).getAddress(), Integer.parseInt(parts[1]));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("no address literal: " + text, e);
        }
    }

    boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length != first.length) {
            return false;
        }
        for (int i = 0; i < bits; i++) {
            int mask = 0x80 >> (i % 8);
            if ((bytes[i / 8] & mask) != (first[i / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
