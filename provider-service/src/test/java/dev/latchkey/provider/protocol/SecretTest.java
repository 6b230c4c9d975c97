package dev.latchkey.provider.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class SecretTest {
    private final SecureRandom random = new SecureRandom();

    @Test
    void isOf256BitsInLettersAndDigits() {
        assertThat(Secret.generate(random).reveal()).matches("[A-Za-z0-9]{43}");
        assertThat(BigInteger.valueOf(62).pow(43).bitLength()).isGreaterThan(256);
    }

    @Test
    void isNeverTheSameTwice() {
        Set<String> secrets = Stream.generate(() -> Secret.generate(random).reveal())
                .limit(100_000)
                .collect(Collectors.toSet());

        assertThat(secrets).hasSize(100_000);
    }

    @Test
    void usesTheWholeAlphabet() {
        assertThat(Secret.randomText(random, 10_000).chars().distinct().count()).isEqualTo(62);
    }

    @Test
    void hasNoVoiceInLogs() {
        assertThat(Secret.generate(random)).hasToString("Secret[hidden]");
    }
}
