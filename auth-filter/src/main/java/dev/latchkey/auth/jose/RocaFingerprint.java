package dev.latchkey.auth.jose;

import java.math.BigInteger;
import java.util.BitSet;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Knows the RSA keys of a faulty library in chips and tokens (ROCA, CVE-2017-15361), whose factors can be computed.
 *
 * <p>Its primes are powers of 65537 modulo the product of the first primes, and so is their product: a modulus whose
 * remainder by each small prime is such a power is one of them, but for one key in a hundred million.
 */
final class RocaFingerprint {
    private static final int GENERATOR = 65_537;
    private static final int LARGEST_PRIME = 167;
    private static final Map<Integer, BitSet> POWERS = IntStream.rangeClosed(2, LARGEST_PRIME)
            .filter(number -> BigInteger.valueOf(number).isProbablePrime(20))
            .boxed()
            .collect(Collectors.toUnmodifiableMap(prime -> prime, RocaFingerprint::powersModulo));

    private RocaFingerprint() {}

    /** Whether this modulus was made by that library. */
    static boolean isOn(BigInteger modulus) {
        return POWERS.entrySet().stream()
                .allMatch(entry -> entry.getValue()
                        .get(modulus.mod(BigInteger.valueOf(entry.getKey())).intValue()));
    }

    private static BitSet powersModulo(int prime) {
        BitSet powers = new BitSet(prime);
        for (int power = 1; !powers.get(power); power = power * (GENERATOR % prime) % prime) {
            powers.set(power);
        }
        return powers;
    }
}
