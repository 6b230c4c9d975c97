package dev.latchkey.auth.wycheproof;

import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.math.BigInteger;
import java.util.Random;
import java.util.stream.IntStream;

/** A key of 2048 bits as the faulty library made them (ROCA, CVE-2017-15361): its primes are powers of 65537 and a little. */
final class RocaKey {
    private static final BigInteger GENERATOR = BigInteger.valueOf(65_537);
    // The first 126 primes, the last of them 701.
    private static final BigInteger SMALL_PRIMES = IntStream.rangeClosed(2, 701)
            .mapToObj(BigInteger::valueOf)
            .filter(number -> number.isProbablePrime(20))
            .reduce(BigInteger.ONE, BigInteger::multiply);

    private RocaKey() {}

    /** The same one each time. */
    static RSAKey of(String keyId) {
        Random random = new Random(2017);
        BigInteger p = prime(random);
        BigInteger q = prime(random);
        BigInteger totient = p.subtract(BigInteger.ONE).multiply(q.subtract(BigInteger.ONE));
        return new RSAKey.Builder(Base64URL.encode(p.multiply(q)), Base64URL.encode(GENERATOR))
                .privateExponent(Base64URL.encode(GENERATOR.modInverse(totient)))
                .keyID(keyId)
                .build();
    }

    private static BigInteger prime(Random random) {
        BigInteger smallest = BigInteger.valueOf(3).shiftLeft(1022).divide(SMALL_PRIMES);
        while (true) {
            BigInteger power = GENERATOR.modPow(new BigInteger(200, random), SMALL_PRIMES);
            BigInteger factor = smallest.add(new BigInteger(48, random));
            BigInteger candidate = factor.multiply(SMALL_PRIMES).add(power);
            if (candidate.bitLength() == 1024 && candidate.isProbablePrime(50)) {
                return candidate;
            }
        }
    }
}
