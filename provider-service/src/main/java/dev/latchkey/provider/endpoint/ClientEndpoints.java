package dev.latchkey.provider.endpoint;

import jakarta.ws.rs.core.UriInfo;
import java.util.Set;

/** The endpoints that clients call themselves, as opposed to those that people visit. */
final class ClientEndpoints {
    private static final Set<String> AUTHENTICATED =
            Set.of("token", "revoke_token", "introspect", "par", "device-authorization");
    private static final Set<String> FOR_BROWSERS = Set.of("token", "revoke_token", "userinfo");

    private ClientEndpoints() {}

    /** Whether clients authenticate here. */
    static boolean isAuthenticated(UriInfo uri) {
        return AUTHENTICATED.contains(name(uri));
    }

    /** Whether scripts of registered origins may call it from a browser. */
    static boolean isForBrowsers(UriInfo uri) {
        return FOR_BROWSERS.contains(name(uri));
    }

    private static String name(UriInfo uri) {
        String root = EndpointPaths.ROOT.substring(1) + "/";
        String path = uri.getPath();
        return path.startsWith(root) ? path.substring(root.length()) : "";
    }
}
