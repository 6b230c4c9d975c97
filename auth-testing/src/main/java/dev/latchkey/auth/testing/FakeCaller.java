package dev.latchkey.auth.testing;

import dev.latchkey.auth.PresentedToken;
import dev.latchkey.auth.TokenFault;
import dev.latchkey.auth.TokenPrincipal;
import dev.latchkey.auth.TokenValidation;
import dev.latchkey.auth.bearer.BearerFeature;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Pretends, in a test of resources without HTTP and without an issuer, that a request brings a good token.
 *
 * <p>The rules of the resources and their {@code @Auth} parameters work as in production; only the token is made up. Add
 * it to Dropwizard's {@code ResourceExtension} as a provider. As a JUnit 5 extension it forgets the caller after each
 * test; nobody calls until a test says who.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final FakeCaller CALLER = new FakeCaller();
 *
 * static final ResourceExtension API = ResourceExtension.builder()
 *         .addProvider(CALLER)
 *         .addResource(new OrdersResource())
 *         .build();
 * }</pre>
 */
public final class FakeCaller implements Feature, AfterEachCallback {
    private static final String TOKEN = "made-up-by-FakeCaller";
    private static final long YEAR_2100 = 4_102_444_800L;

    private final AtomicReference<@Nullable TokenPrincipal> caller = new AtomicReference<>();

    /** Calls as this user with these scopes: {@code sub} and {@code username} are both the name. */
    public void user(String name, String... scopes) {
        Map<String, Object> claims = claims(name, "test-client", scopes);
        claims.put("username", name);
        principal(TokenPrincipal.fromClaims(claims));
    }

    /** Calls as an application without a user, as after client_credentials. */
    public void application(String clientId, String... scopes) {
        principal(TokenPrincipal.fromClaims(claims(clientId, clientId, scopes)));
    }

    /** Calls as this principal, such as {@link TestToken#principal} gives. */
    public void principal(TokenPrincipal principal) {
        caller.set(principal);
    }

    /** Sends no token from now on. */
    public void nobody() {
        caller.set(null);
    }

    @Override
    public boolean configure(FeatureContext context) {
        context.register(new TokenOfTheCaller(caller));
        context.register(BearerFeature.guarding(this::judge, "test", InstantSource.system())
                .build());
        return true;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        nobody();
    }

    private TokenValidation judge(PresentedToken token) {
        TokenPrincipal principal = caller.get();
        return principal != null && token.value().equals(TOKEN)
                ? new TokenValidation.Valid(principal)
                : new TokenValidation.Rejected(TokenFault.INVALID, "not the token of the fake caller");
    }

    private static Map<String, Object> claims(String subject, String clientId, String... scopes) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", "https://issuer.invalid");
        claims.put("sub", subject);
        claims.put("client_id", clientId);
        claims.put("scope", String.join(" ", scopes));
        claims.put("exp", YEAR_2100);
        return claims;
    }

    /** Adds the made-up token to requests that bring none. */
    @Priority(Priorities.AUTHENTICATION - 1)
    private static final class TokenOfTheCaller implements ContainerRequestFilter {
        private final AtomicReference<@Nullable TokenPrincipal> caller;

        TokenOfTheCaller(AtomicReference<@Nullable TokenPrincipal> caller) {
            this.caller = caller;
        }

        @Override
        public void filter(ContainerRequestContext request) {
            if (caller.get() != null) {
                request.getHeaders().putIfAbsent(HttpHeaders.AUTHORIZATION, List.of("Bearer " + TOKEN));
            }
        }
    }
}
