package dev.latchkey.provider.authorize;

import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.page.Page;
import dev.latchkey.provider.page.PasswordNotice;
import dev.latchkey.provider.resource.Resources;
import dev.latchkey.provider.session.LoginSession;
import dev.latchkey.provider.token.TokenIssuer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The page that asks a person what an application may do (RFC 6749 §3.1, OAuth 2.1 §7.7). */
public final class ConsentPage {
    private static final int HOURS_OF_TWO_DAYS = 48;
    private static final int MINUTES_OF_TWO_HOURS = 120;

    private final Resources resources;
    private final TokenIssuer issuer;

    public ConsentPage(Resources resources, TokenIssuer issuer) {
        this.resources = resources;
        this.issuer = issuer;
    }

    /**
     * What the form of the page carries.
     *
     * @param csrf proves that it was served to the session
     * @param request the sealed request
     * @param here by which the page can be asked for again, as a pushed request cannot
     * @param otherUser the sealed ticket by which somebody else logs in
     * @param notice what the user is told this once; null for nothing
     */
    record Form(
            String csrf,
            String request,
            String here,
            String otherUser,
            @Nullable PasswordNotice notice) {}

    Page of(AuthorizationRequest request, LoginSession session, Form form) {
        Client client = request.destination().client();
        Duration longest = issuer.longest(client, request.grantType());
        Map<String, Object> values = new HashMap<>(Map.of(
                "csrf", form.csrf(),
                "request", form.request(),
                "here", Interaction.RESUME + "?ticket=" + form.here(),
                "otherUser", form.otherUser(),
                "client", client.name(),
                "username", session.user().username(),
                "host", request.destination().redirectUri().host(),
                "scopes", scopes(request),
                "lifetimeUnit", unit(longest),
                "lifetime", Long.toString(number(longest))));
        Optional.ofNullable(form.notice()).ifPresent(notice -> values.put("told", notice));
        values.put("unverified", client.policy().selfRegistered());
        return new Page("consent", values, request.destination().formAction(), request.languages());
    }

    private List<Map<String, Object>> scopes(AuthorizationRequest request) {
        return request.permission().scope().values().stream()
                .map(scope -> Map.<String, Object>of("name", scope, "description", resources.descriptionOf(scope)))
                .toList();
    }

    private static String unit(Duration lifetime) {
        if (lifetime.toHours() >= HOURS_OF_TWO_DAYS) {
            return "days";
        }
        return lifetime.toMinutes() >= MINUTES_OF_TWO_HOURS ? "hours" : "minutes";
    }

    private static long number(Duration lifetime) {
        return switch (unit(lifetime)) {
            case "days" -> lifetime.toDays();
            case "hours" -> lifetime.toHours();
            default -> Math.max(1, lifetime.toMinutes());
        };
    }
}
