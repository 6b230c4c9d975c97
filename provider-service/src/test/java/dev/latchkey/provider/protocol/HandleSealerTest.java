package dev.latchkey.provider.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.testing.Attack;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class HandleSealerTest {
    private static final ServerSecret FIRST = new ServerSecret("first secret 0123456789 abcdefghijklmnop");
    private static final ServerSecret SECOND = new ServerSecret("second secret 0123456789 abcdefghijklmno");
    private static final Handle HANDLE =
            new Handle(HandleKind.REFRESH_TOKEN, new RowId(0x0123_4567_89ab_cdefL, 0xfedc_ba98_7654_3210L), 7);
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private final HandleSealer sealer = sealer(FIRST);

    @ParameterizedTest
    @EnumSource(HandleKind.class)
    void opensWhatItSealed(HandleKind kind) {
        Random random = new Random(7);
        for (int i = 0; i < 1_000; i++) {
            Handle handle = new Handle(kind, new RowId(random.nextLong(), random.nextLong()), random.nextInt());
            String token = sealer.seal(handle);
            assertThat(sealer.open(kind, token)).contains(handle);
            assertThat(token).startsWith(kind.prefix()).matches("[A-Za-z0-9_-]{60}");
        }
    }

    @Test
    void sealsTheSameHandleTheSameWay() {
        assertThat(sealer.seal(HANDLE)).isEqualTo(sealer(FIRST).seal(HANDLE));
    }

    @Test
    @Attack(105)
    void refusesATokenWithAnyBitFlipped() {
        byte[] bytes = Base64.getUrlDecoder().decode(body(sealer.seal(HANDLE)));
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThat(open(HandleKind.REFRESH_TOKEN.prefix() + encode(flipped)))
                    .as("bit %s", bit)
                    .isFalse();
        }
    }

    @Test
    @Attack(105)
    void refusesATokenWithAnyCharacterReplaced() {
        String token = sealer.seal(HANDLE);
        for (int i = 0; i < token.length(); i++) {
            for (char other : (ALPHABET + "+/= \n\u00e9").toCharArray()) {
                String changed = token.substring(0, i) + other + token.substring(i + 1);
                assertThat(open(changed)).isEqualTo(changed.equals(token));
            }
        }
    }

    @Test
    @Attack({105, 175})
    void refusesOtherTextsForTheSameBytes() {
        String token = sealer.seal(HANDLE);
        char last = token.charAt(token.length() - 1);
        String start = token.substring(0, token.length() - 1);

        for (int unused = 1; unused < 16; unused++) {
            assertThat(open(start + ALPHABET.charAt(ALPHABET.indexOf(last) + unused)))
                    .isFalse();
        }
        assertThat(open(token + "==")).isFalse();
        assertThat(open(token + "\n")).isFalse();
        assertThat(open(" " + token)).isFalse();
        assertThat(open(token.toLowerCase(java.util.Locale.ROOT))).isFalse();
        assertThat(open(token.toUpperCase(java.util.Locale.ROOT))).isFalse();
    }

    @Test
    @Attack(105)
    void refusesATruncatedAndAnExtendedToken() {
        String token = sealer.seal(HANDLE);
        for (int length = 0; length < token.length(); length++) {
            assertThat(open(token.substring(0, length))).isFalse();
        }
        assertThat(open(token + "A")).isFalse();
        assertThat(open(token + token)).isFalse();
        assertThat(open("x".repeat(1_000_000))).isFalse();
    }

    @Test
    @Attack({104, 140})
    void refusesATokenOfAnotherKindHoweverItIsLabelled() {
        for (HandleKind kind : HandleKind.values()) {
            String token = sealer.seal(new Handle(kind, HANDLE.id(), 0));
            for (HandleKind other : HandleKind.values()) {
                assertThat(sealer.open(other, token).isPresent()).isEqualTo(other == kind);
                assertThat(sealer.open(
                                        other,
                                        other.prefix()
                                                + token.substring(kind.prefix().length()))
                                .isPresent())
                        .isEqualTo(other == kind);
            }
        }
    }

    @Test
    void refusesATokenOfAnotherSecret() {
        assertThat(sealer(SECOND).open(HANDLE.kind(), sealer.seal(HANDLE))).isEmpty();
    }

    @Test
    void opensOldTokensWhileTheOldSecretIsListed() {
        String old = sealer.seal(HANDLE);
        HandleSealer rotated = sealer(SECOND, FIRST);

        assertThat(rotated.open(HANDLE.kind(), old)).contains(HANDLE);
        assertThat(sealer(FIRST, SECOND).open(HANDLE.kind(), rotated.seal(HANDLE)))
                .contains(HANDLE);
        assertThat(rotated.seal(HANDLE)).isEqualTo(sealer(SECOND).seal(HANDLE)).isNotEqualTo(old);
    }

    private boolean open(String token) {
        return sealer.open(HandleKind.REFRESH_TOKEN, token).isPresent();
    }

    private static HandleSealer sealer(ServerSecret... secrets) {
        return new HandleSealer(new ServerSecrets(List.of(secrets)));
    }

    private static String body(String token) {
        return token.substring(HandleKind.REFRESH_TOKEN.prefix().length());
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
