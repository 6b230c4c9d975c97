package dev.latchkey.provider.application;

import static dev.latchkey.provider.protocol.GrantType.AUTHORIZATION_CODE;
import static dev.latchkey.provider.protocol.GrantType.CLIENT_CREDENTIALS;
import static dev.latchkey.provider.protocol.GrantType.PASSWORD;
import static dev.latchkey.provider.protocol.GrantType.REFRESH_TOKEN;

import dev.latchkey.provider.client.ClientType;
import dev.latchkey.provider.protocol.GrantType;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What an application is; it decides how it gets tokens, and nothing more than that kind needs is asked for. */
public enum ApplicationKind {
    /** Runs on a server. */
    WEB(ClientType.CONFIDENTIAL),
    /** Runs in a browser page. */
    SPA(ClientType.PUBLIC),
    /** Runs on a person's device. */
    NATIVE(ClientType.PUBLIC),
    /** Acts for itself and for no person. */
    MACHINE(ClientType.CONFIDENTIAL),
    /** Asks people for their passwords (RFC 9700 §2.4 forbids it): for software that cannot be changed. */
    LEGACY(ClientType.CONFIDENTIAL);

    private final ClientType type;

    ApplicationKind(ClientType type) {
        this.type = type;
    }

    /** The kind with this {@link #word}; empty when there is none. */
    static Optional<ApplicationKind> named(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    /** Its name in forms and texts. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    ClientType type() {
        return type;
    }

    Set<GrantType> grantTypes() {
        return switch (this) {
            case WEB, SPA, NATIVE -> Set.of(AUTHORIZATION_CODE, REFRESH_TOKEN);
            case MACHINE -> Set.of(CLIENT_CREDENTIALS);
            case LEGACY -> Set.of(PASSWORD, REFRESH_TOKEN);
        };
    }

    /** Whether people come back to it from the log-in, so that it has redirect URIs. */
    boolean hasRedirectUris() {
        return grantTypes().contains(AUTHORIZATION_CODE);
    }

    boolean hasSecret() {
        return type == ClientType.CONFIDENTIAL;
    }
}
