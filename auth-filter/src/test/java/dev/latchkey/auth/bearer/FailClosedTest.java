package dev.latchkey.auth.bearer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.auth.Attack;
import dev.latchkey.auth.PresentedToken;
import dev.latchkey.auth.RequiresScope;
import dev.latchkey.auth.SettableClock;
import dev.latchkey.auth.TokenValidation;
import dev.latchkey.auth.TokenValidation.Unavailable;
import io.dropwizard.testing.junit5.DropwizardExtensionsSupport;
import io.dropwizard.testing.junit5.ResourceExtension;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(DropwizardExtensionsSupport.class)
class FailClosedTest {
    private static final AtomicBoolean REACHED = new AtomicBoolean();
    private static final ResourceExtension API = ResourceExtension.builder()
            .addProvider(BearerFeature.guarding(FailClosedTest::validate, "api", new SettableClock())
                    .build())
            .addResource(new Guarded())
            .build();

    @Attack(270)
    @Test
    void refusesWhenTheFilterFails() {
        assertThat(get("null").getStatus()).isEqualTo(500);
        assertThat(get("fault").getStatus()).isEqualTo(500);
        assertThatThrownBy(() -> get("overflow")).hasRootCauseInstanceOf(StackOverflowError.class);
        assertThat(REACHED).isFalse();
    }

    @Attack(278)
    @Test
    void asksToTryAgainWhenTheTokenCannotBeJudged() {
        Response response = get("unavailable");

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeaderString("Retry-After")).isEqualTo("3");
        assertThat(response.getMediaType().toString()).isEqualTo("application/json");
        assertThat(response.readEntity(String.class)).startsWith("{\"error\":\"temporarily_unavailable\"");
        assertThat(REACHED).isFalse();
    }

    private static Response get(String token) {
        return API.target("/guarded")
                .request()
                .header("Authorization", "Bearer " + token)
                .get();
    }

    private static TokenValidation validate(PresentedToken token) {
        return switch (token.value()) {
            case "null" -> null;
            case "overflow" -> validate(token, 0);
            case "unavailable" -> new Unavailable(Duration.ofSeconds(3), "down");
            default -> throw new IllegalStateException("a bug");
        };
    }

    @SuppressWarnings("InfiniteRecursion") // meant to overflow
    private static TokenValidation validate(PresentedToken token, int depth) {
        return validate(token, depth + 1);
    }

    @Path("/guarded")
    @RequiresScope("read")
    public static final class Guarded {
        @GET
        public String secret() {
            REACHED.set(true);
            return "secret";
        }
    }
}
