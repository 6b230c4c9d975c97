package dev.latchkey.provider.endpoint;

import jakarta.annotation.Priority;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Puts the endpoints under the issuer's path. They are written for {@code /o}, the default issuer's; requests to the
 * configured path, to the predecessors' aliases and to the RFC 8414 path-inserted location are led there.
 */
@PreMatching
@Priority(100)
public final class EndpointPaths implements ContainerRequestFilter {
    /** The path that the endpoints are written for. */
    public static final String ROOT = "/o";

    private static final Set<String> ENDPOINTS = Set.of(
            "token",
            "sign_up",
            "sign-up",
            "status",
            "revoke_token",
            "introspect",
            ".well-known",
            "app.css",
            "logo",
            "login",
            "logout",
            "language",
            "authorize",
            "par",
            "device",
            "device-authorization",
            "applications",
            "authorized_tokens",
            "account",
            "admin");
    private static final Set<String> PAGES = Set.of(
            "login",
            "logout",
            "sign-up",
            "authorize",
            "device",
            "applications",
            "authorized_tokens",
            "account",
            "admin",
            "language");
    // The same for everybody, and little work.
    private static final Set<String> COMMON = Set.of("status", ".well-known", "app.css", "logo");
    private static final Set<String> PASSWORDS = Set.of("login", "sign-up", "sign_up", "account");
    private static final Map<String, String> ALIASES = Map.of(
            "/oauth2/access_token",
            ROOT + "/token",
            "/oauth2/authorize",
            ROOT + "/authorize",
            "/sign_up",
            ROOT + "/sign_up");
    private static final String WELL_KNOWN = "/.well-known/oauth-authorization-server";

    private final String issuerPath;

    /**
     * Takes the issuer.
     *
     * @param issuer an absolute URI, with or without a path
     */
    public EndpointPaths(URI issuer) {
        this.issuerPath = withoutSlash(issuer.getRawPath());
    }

    @Override
    public void filter(ContainerRequestContext request) {
        WrittenPath written = new WrittenPath(request.getUriInfo().getRequestUri());
        String path = withoutSlash(written.raw());
        Optional<String> endpoint = resolve(path);
        if (endpoint.isEmpty() && isOurs(ROOT, path)) {
            throw new NotFoundException();
        }
        // Jersey finds endpoints under spellings that the other filters here do not know.
        if (!written.isPlain() && (endpoint.isPresent() || mayReach(written.meaning()))) {
            throw new NotFoundException();
        }
        endpoint.ifPresent(target -> request.setRequestUri(
                request.getUriInfo().getRequestUriBuilder().replacePath(target).build()));
    }

    /** All paths, as they may be sent, of an endpoint that has no further segments. */
    List<String> spellings(String endpoint) {
        String target = ROOT + "/" + endpoint;
        Stream<String> aliases = ALIASES.entrySet().stream()
                .filter(alias -> alias.getValue().equals(target))
                .map(Map.Entry::getKey);
        return Stream.concat(Stream.of(issuerPath + "/" + endpoint), aliases)
                .flatMap(path -> Stream.of(path, path + "/"))
                .toList();
    }

    /** Whether a path, as it was sent, is an endpoint that works its answer out for each caller. */
    public boolean isWorkedOut(String path) {
        return resolve(withoutSlash(path))
                .filter(endpoint -> !COMMON.contains(firstSegment(endpoint, ROOT.length() + 1)))
                .isPresent();
    }

    /** Whether a path, as it was sent, is one that people see pages at. */
    public boolean isForPeople(String path) {
        return resolve(withoutSlash(path))
                .filter(endpoint -> isPage(endpoint.substring(1)))
                .isPresent();
    }

    /** Whether a path, already led below {@link #ROOT}, is one that people see pages at. */
    static boolean isPage(String path) {
        String[] segments = path.split("/", 3);
        return segments.length > 1 && PAGES.contains(segments[1]);
    }

    /** Whether what is sent to a path, already led below {@link #ROOT}, is first of all a password. */
    static boolean takesPassword(String path) {
        return PASSWORDS.contains(endpointOf(path));
    }

    /** The endpoint that a path as Jersey sees it belongs to, as one word; {@code other} for none. */
    static String endpointOf(String path) {
        String[] parts = path.split("/", -1);
        boolean ours = parts.length > 1 && parts[0].equals(ROOT.substring(1)) && ENDPOINTS.contains(parts[1]);
        return ours ? parts[1].replaceFirst("^\\.", "").replace('.', '_') : "other";
    }

    private boolean mayReach(String path) {
        return resolve(path).isPresent() || isOurs(ROOT, path);
    }

    private Optional<String> resolve(String path) {
        if (path.equals(WELL_KNOWN + issuerPath)) {
            return Optional.of(ROOT + WELL_KNOWN);
        }
        if (isOurs(issuerPath, path)) {
            return Optional.of(ROOT + path.substring(issuerPath.length()));
        }
        return Optional.ofNullable(ALIASES.get(path));
    }

    private static boolean isOurs(String root, String path) {
        return path.startsWith(root + "/") && ENDPOINTS.contains(firstSegment(path, root.length() + 1));
    }

    // Without what stands behind a semicolon.
    private static String firstSegment(String path, int begin) {
        int end = begin;
        while (end < path.length() && path.charAt(end) != '/' && path.charAt(end) != ';') {
            end++;
        }
        return path.substring(begin, end);
    }

    private static String withoutSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
