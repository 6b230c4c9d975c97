package dev.latchkey.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PresentedTokenTest {
    @Attack({257, 289})
    @Test
    void doesNotShowTheToken() {
        assertThat(new PresentedToken("canary").toString())
                .isEqualTo("PresentedToken[" + new PresentedToken("canary").fingerprint() + "]")
                .doesNotContain("canary");
        assertThat(new PresentedToken("canary").fingerprint()).hasSize(12);
    }
}
