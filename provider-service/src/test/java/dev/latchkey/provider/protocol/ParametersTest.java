package dev.latchkey.provider.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.latchkey.provider.Promptly;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.Contract;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ParametersTest {
    @Test
    void undoesTheFormEncoding() {
        Parameters parameters = parse("a=one+two&b=%C3%A9%2B%26%3D&%63=d=e");

        assertThat(parameters.find("a")).contains("one two");
        assertThat(parameters.find("b")).contains("é+&=");
        assertThat(parameters.find("c")).contains("d=e");
    }

    @Test
    void takesUtf8ThatIsNotEscaped() {
        assertThat(parse("name=\ud83d\ude00").require("name")).isEqualTo("\ud83d\ude00");
    }

    @Test
    @Attack(111)
    @Contract(12)
    void refusesAParameterThatIsSentTwice() {
        assertThat(refusal("scope=read&scope=read")).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(refusal("scope=read&%73cope=write")).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(refusal("scope=&scope=write")).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(refusal("scope&scope")).isEqualTo(ErrorCode.INVALID_REQUEST);
    }

    @Test
    @Contract(12)
    void takesSeveralResources() {
        Parameters parameters = parse("resource=https://a.example&resource=&resource=https://b.example");

        assertThat(parameters.all("resource")).containsExactly("https://a.example", "https://b.example");
        assertThat(parameters.find("resource")).contains("https://a.example");
    }

    @Test
    @Attack(116)
    void countsAParameterWithoutAValueAsOmitted() {
        Parameters parameters = parse("scope=&state&=nothing&&");

        assertThat(parameters.find("scope")).isEmpty();
        assertThat(parameters.find("state")).isEmpty();
        assertThat(parameters.all("scope")).isEmpty();
        assertThat(parameters.isEmpty()).isFalse();
    }

    @Test
    void isEmptyWithoutAnyParameter() {
        assertThat(parse("").isEmpty()).isTrue();
        assertThat(parse("&&&").isEmpty()).isTrue();
    }

    @ParameterizedTest
    @Attack(113)
    @Contract(16)
    @ValueSource(
            strings = {
                "a=%",
                "a=%2",
                "a=%zz",
                "a=%2z",
                "a=%z2",
                "a=%%41",
                "%=1",
                "%4=1",
                "a=%-1",
                "a=%+1",
                "a=%4\u00e9",
                "a=%4&b=1"
            })
    void refusesABrokenEscape(String form) {
        assertThat(refusal(form)).isEqualTo(ErrorCode.INVALID_REQUEST);
    }

    @ParameterizedTest
    @Attack(113)
    @Contract(16)
    @ValueSource(
            strings = {
                "a=%c0%ae",
                "a=%e0%80%af",
                "a=%ff",
                "a=%c3",
                "a=%c3&b=%a9",
                "a=%ed%a0%80",
                "a=%f4%90%80%80",
                "%c0%ae=1"
            })
    void refusesBytesThatAreNotUtf8(String form) {
        assertThat(refusal(form)).isEqualTo(ErrorCode.INVALID_REQUEST);
    }

    @Test
    @Attack(113)
    void refusesRawBytesThatAreNotUtf8() {
        assertThat(refusal("a=\u00e9".getBytes(ISO_8859_1))).isEqualTo(ErrorCode.INVALID_REQUEST);
    }

    @Test
    void takesAHundredParametersAndNotOneMore() {
        assertThat(parse(numbered(100)).find("p99")).contains("v");
        assertThat(refusal(numbered(101))).isEqualTo(ErrorCode.INVALID_REQUEST);
    }

    @Test
    @Attack(114)
    void refusesTenThousandParametersAtOnce() {
        byte[] form = numbered(7_000).getBytes(UTF_8);
        byte[] same = "a&".repeat(10_000).getBytes(UTF_8);

        Promptly.within(Duration.ofMillis(50), () -> {
            assertThat(refusal(form)).isEqualTo(ErrorCode.INVALID_REQUEST);
            assertThat(refusal(same)).isEqualTo(ErrorCode.INVALID_REQUEST);
        });
    }

    @Test
    @Attack(114)
    void takesABodyOf64KilobytesAndNotAByteMore() {
        String value = "x".repeat(Parameters.MAX_BYTES - 2);

        assertThat(parse("a=" + value).require("a")).isEqualTo(value);
        assertThat(refusal("a=x" + value)).isEqualTo(ErrorCode.REQUEST_TOO_LARGE);
    }

    @Test
    void namesAMissingParameter() {
        assertThat(catchThrowableOfType(OAuthException.class, () -> parse("a=1").require("code")))
                .hasMessage("The parameter code is missing.");
    }

    @Test
    void showsNamesButNoValues() {
        assertThat(parse("password=hunter22&client_secret=s3cr3t").toString())
                .contains("password")
                .doesNotContain("hunter22")
                .doesNotContain("s3cr3t");
    }

    @Test
    void repeatsNothingOfTheRequestInItsRefusals() {
        for (String form : new String[] {"hunter22=%zz", "hunter22&hunter22", "a=hunter22%ff"}) {
            OAuthException refusal = catchThrowableOfType(OAuthException.class, () -> parse(form));
            assertThat(refusal.getMessage() + refusal.error()).doesNotContain("hunter22");
        }
    }

    @Test
    @Contract(16)
    void answersOrRefusesWhateverBytesItIsGiven() {
        Random random = new Random(20_240_607);
        for (int i = 0; i < 20_000; i++) {
            byte[] form = new byte[random.nextInt(40)];
            random.nextBytes(form);
            sprinkle(form, random);
            try {
                Parameters.parse(form).find("a");
            } catch (OAuthException refusal) {
                assertThat(refusal.error().code()).isEqualTo(ErrorCode.INVALID_REQUEST);
            }
        }
    }

    private static void sprinkle(byte[] form, Random random) {
        String special = "%&=+aF0";
        for (int i = 0; i < form.length; i += 1 + random.nextInt(3)) {
            form[i] = (byte) special.charAt(random.nextInt(special.length()));
        }
    }

    private static String numbered(int count) {
        return IntStream.range(0, count).mapToObj(i -> "p" + i + "=v").collect(Collectors.joining("&"));
    }

    private static Parameters parse(String form) {
        return Parameters.parse(form.getBytes(UTF_8));
    }

    private static ErrorCode refusal(String form) {
        return refusal(form.getBytes(UTF_8));
    }

    private static ErrorCode refusal(byte[] form) {
        return catchThrowableOfType(OAuthException.class, () -> Parameters.parse(form))
                .error()
                .code();
    }
}
