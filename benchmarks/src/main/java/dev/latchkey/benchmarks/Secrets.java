package dev.latchkey.benchmarks;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Secrets that live as long as a run. */
final class Secrets {
    private static final int BYTES = 32;

    private Secrets() {}

    static String random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
