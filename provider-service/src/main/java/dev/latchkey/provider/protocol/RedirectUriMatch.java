package dev.latchkey.provider.protocol;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether a requested redirect URI is a registered one (RFC 9700 §4.1.3): the very same text. Of a registered http URI
 * on a loopback address any port is good too, because a native application takes the one it gets (RFC 8252 §7.3).
 */
public final class RedirectUriMatch {
    // Any text, parted without interpretation: nothing here can take long or be read in two ways.
    private static final Pattern LOOPBACK =
            Pattern.compile("(http://(?:127\\.0\\.0\\.1|\\[::1]|localhost))(?::([1-9][0-9]{0,4}))?((?:[/?].*)?)");
    private static final int MAX_PORT = 65_535;

    private final boolean localhost;

    /**
     * A rule.
     *
     * @param localhost whether any port is good on {@code localhost} too, a name that a resolver may lead elsewhere
     */
    public RedirectUriMatch(boolean localhost) {
        this.localhost = localhost;
    }

    /** Whether {@code requested} is one of the registered ones. */
    public boolean isRegistered(List<RedirectUri> registered, String requested) {
        return registered.stream().anyMatch(uri -> uri.value().equals(requested) || differsInPort(uri, requested));
    }

    private boolean differsInPort(RedirectUri registered, String requested) {
        Optional<Parts> good = Parts.of(registered.value()).filter(this::hasAnyPort);
        return good.isPresent()
                && Parts.of(requested).filter(good.get()::isSameButForPort).isPresent();
    }

    private boolean hasAnyPort(Parts parts) {
        return localhost || !parts.origin().endsWith("localhost");
    }

    private record Parts(String origin, int port, String rest) {
        static Optional<Parts> of(String uri) {
            Matcher matcher = LOOPBACK.matcher(uri);
            return matcher.matches()
                    ? Optional.of(new Parts(matcher.group(1), port(matcher.group(2)), matcher.group(3)))
                    : Optional.empty();
        }

        private static int port(@Nullable String digits) {
            return digits == null ? 0 : Integer.parseInt(digits);
        }

        boolean isSameButForPort(Parts other) {
            return other.port <= MAX_PORT && origin.equals(other.origin) && rest.equals(other.rest);
        }
    }
}
