package dev.latchkey.provider.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.provider.protocol.RowId;
import dev.latchkey.provider.protocol.ServerSecrets;
import dev.latchkey.testing.Attack;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

@Attack(68)
final class CsrfTokensTest {
    private static final String OLD = "Zm9yLXRlc3RzLW9ubHktMDEyMzQ1Njc4OWFiY2RlZg";
    private static final String NEW = "bmV3LWZvci10ZXN0cy1vbmx5LWFiY2RlZjAxMjM0NTY3ODk";
    private static final RowId OWNER = new RowId(7, 11);

    private final CsrfTokens tokens = new CsrfTokens(ServerSecrets.parse(OLD));

    @Test
    void haveA128BitsThatNobodyCanGuess() {
        assertThat(Base64.getUrlDecoder().decode(tokens.of(OWNER))).hasSize(16);
        assertThat(LongStream.range(0, 50_000)
                        .mapToObj(i -> tokens.of(new RowId(7, i)))
                        .collect(Collectors.toSet()))
                .hasSize(50_000);
    }

    @Test
    void areGoodForTheirOwnerAlone() {
        String token = tokens.of(OWNER);

        assertThat(tokens.isGood(OWNER, token)).isTrue();
        assertThat(tokens.isGood(new RowId(7, 12), token)).isFalse();
        assertThat(tokens.isGood(new RowId(8, 11), token)).isFalse();
        for (int i = 0; i < token.length(); i++) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            assertThat(tokens.isGood(OWNER, token.substring(0, i) + other + token.substring(i + 1)))
                    .isFalse();
        }
        for (String guess : List.of("", "=", token + "=", token.substring(1), token + token, "\u00e9")) {
            assertThat(tokens.isGood(OWNER, guess)).isFalse();
        }
    }

    @Test
    void outliveTheServerSecretThatMadeThemUntilItIsDropped() {
        String token = tokens.of(OWNER);

        assertThat(new CsrfTokens(ServerSecrets.parse(NEW + "," + OLD)).isGood(OWNER, token))
                .isTrue();
        assertThat(new CsrfTokens(ServerSecrets.parse(NEW)).isGood(OWNER, token))
                .isFalse();
    }
}
