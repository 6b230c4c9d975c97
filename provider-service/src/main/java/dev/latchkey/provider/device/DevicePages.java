package dev.latchkey.provider.device;

import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.page.Page;
import dev.latchkey.provider.resource.Resources;
import dev.latchkey.provider.session.LoginSession;
import java.util.List;
import java.util.Map;

/** The pages of the device flow. */
final class DevicePages {
    private final Resources resources;

    DevicePages(Resources resources) {
        this.resources = resources;
    }

    /** The page on which a code is typed. */
    static Page enter(LoginSession session, String csrf, String typed, boolean failed) {
        return Page.of(
                "device", Map.of("csrf", csrf, "username", session.user().username(), "code", typed, "failed", failed));
    }

    /** The page that asks for the decision. */
    Page confirm(LoginSession session, String csrf, String request, Client client, IssuedDeviceCode issued) {
        List<Map<String, Object>> scopes = issued.code().permission().scope().values().stream()
                .map(scope -> Map.<String, Object>of("name", scope, "description", resources.descriptionOf(scope)))
                .toList();
        return Page.of(
                "device-confirm",
                Map.of(
                        "csrf",
                        csrf,
                        "request",
                        request,
                        "username",
                        session.user().username(),
                        "client",
                        client.name(),
                        "code",
                        issued.userCode().toString(),
                        "scopes",
                        scopes,
                        "unverified",
                        client.policy().selfRegistered()));
    }

    /** The page after the decision. */
    static Page done(boolean allowed) {
        return Page.of("device-done", Map.of("key", allowed ? "device.allowed" : "device.denied"));
    }
}
