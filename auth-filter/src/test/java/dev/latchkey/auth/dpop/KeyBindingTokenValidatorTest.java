package dev.latchkey.auth.dpop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.auth.Attack;
import dev.latchkey.auth.PresentedToken;
import dev.latchkey.auth.TokenFault;
import dev.latchkey.auth.TokenPrincipal;
import dev.latchkey.auth.TokenValidation;
import dev.latchkey.auth.TokenValidation.Rejected;
import dev.latchkey.auth.TokenValidation.Valid;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeyBindingTokenValidatorTest {
    private static final PresentedToken BEARER = new PresentedToken("token");
    private static final PresentedToken PROVEN = BEARER.provenBy("thumbprint");

    @Test
    void letsBoundAndUnboundTokensThrough() {
        assertThat(judge(null, BEARER)).isInstanceOf(Valid.class);
        assertThat(judge(Map.of("jkt", "thumbprint"), PROVEN)).isInstanceOf(Valid.class);
    }

    @Attack({187, 193})
    @Test
    void refusesATokenWhoseBindingIsNotProven() {
        for (Object binding : List.of(
                Map.of("jkt", "thumbprint"), Map.of("x5t#S256", "x"), Map.of(), List.of(), "text", "", 1, false)) {
            assertThat(judge(binding, BEARER)).as(binding.toString()).isInstanceOf(Rejected.class);
        }
    }

    @Attack(187)
    @Test
    void refusesATokenThatIsBoundToSomethingElse() {
        for (Object binding : List.of(
                Map.of("jkt", "another"),
                Map.of("jkt", "THUMBPRINT"),
                Map.of("jkt", List.of("thumbprint")),
                Map.of("jkt", "thumbprint", "x5t#S256", "x"),
                Map.of(),
                "thumbprint")) {
            assertThat(judge(binding, PROVEN)).as(binding.toString()).isInstanceOf(Rejected.class);
        }
        assertThat(judge(null, PROVEN)).isInstanceOf(Rejected.class);
    }

    @Test
    void leavesARefusalAsItIs() {
        Rejected expired = new Rejected(TokenFault.EXPIRED, "exp has passed");

        assertThat(new KeyBindingTokenValidator(token -> expired).validate(PROVEN))
                .isSameAs(expired);
    }

    private static TokenValidation judge(Object binding, PresentedToken token) {
        Map<String, Object> claims =
                new HashMap<>(Map.of("iss", "https://a", "sub", "1", "client_id", "app", "exp", 4_102_444_800L));
        claims.put("cnf", binding);
        TokenValidation good = new Valid(TokenPrincipal.fromClaims(claims));
        return new KeyBindingTokenValidator(any -> good).validate(token);
    }
}
