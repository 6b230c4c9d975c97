package dev.latchkey.provider.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.testing.Attack;
import org.junit.jupiter.api.Test;

final class CookiesTest {
    @Test
    @Attack({77, 96})
    void bindsCookiesToTheHostWhereTheIssuerIsHttps() {
        Cookies cookies = new Cookies(true);

        assertThat(cookies.set(cookies.session(), "value"))
                .isEqualTo("__Host-latchkey-session=value; Path=/; HttpOnly; SameSite=Lax; Secure");
        assertThat(cookies.remove(cookies.browser()))
                .isEqualTo("__Host-latchkey-browser=; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=0");
    }

    @Test
    void leavesOutWhatBrowsersRefuseOverHttp() {
        Cookies cookies = new Cookies(false);

        assertThat(cookies.set(cookies.session(), "value"))
                .isEqualTo("latchkey-session=value; Path=/; HttpOnly; SameSite=Lax");
    }
}
