package dev.latchkey.provider.token;

import com.nimbusds.jose.JWSObject;
import dev.latchkey.auth.ScopeSet;
import dev.latchkey.auth.jose.SigningAlgorithm;
import dev.latchkey.provider.key.KeySettings;
import dev.latchkey.provider.key.MemorySigningKeyStore;
import dev.latchkey.provider.key.SigningKeys;
import dev.latchkey.provider.protocol.HandleSealer;
import dev.latchkey.provider.protocol.RowIds;
import dev.latchkey.provider.protocol.ServerSecrets;
import dev.latchkey.provider.status.MemoryStatusStore;
import dev.latchkey.provider.status.RevocationView;
import dev.latchkey.provider.status.StatusLists;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** A token issuer over memory, and the clock it goes by. */
public final class TestTokens implements InstantSource {
    /** The {@code iss} of its tokens. */
    public static final String ISSUER = "https://id.example/o";

    /** A user. */
    public static final GrantUser USER = new GrantUser(7, "jane", 1);

    /** What the user allowed. */
    public static final Permission PERMISSION = new Permission(ScopeSet.of("read", "write"), "https://api.example");

    private static final Instant START = Instant.parse("2026-01-01T00:00:00.250Z");

    private final MemoryTokenStore store = new MemoryTokenStore();
    private final TokenTools tools;
    private Instant now = START;

    /** Makes a signing key and a server secret. */
    public TestTokens() {
        ServerSecrets secrets = ServerSecrets.parse("a-server-secret-of-tests-0123456789");
        SecureRandom random = new SecureRandom();
        SigningKeys keys = new SigningKeys(new MemorySigningKeyStore(), secrets, random, this, KeySettings.defaults());
        keys.load(SigningAlgorithm.ES256);
        RowIds ids = new RowIds(this, random);
        tools = new TokenTools(
                ISSUER, keys, new HandleSealer(secrets), ids, statusLists(ids), this, TokenCustomizer.none());
    }

    private static StatusLists statusLists(RowIds ids) {
        MemoryStatusStore lists = new MemoryStatusStore();
        return new StatusLists(lists, new RevocationView(lists), ids, Duration.ofHours(1));
    }

    /** What it mints with. */
    public TokenTools tools() {
        return tools;
    }

    JwtPlaces places() {
        return new JwtPlaces(tools.statusLists(), TokenSettings.defaults().lifetimes());
    }

    /** Where its grants are. */
    public MemoryTokenStore store() {
        return store;
    }

    /** An issuer with the default lifetimes. */
    public TokenIssuer issuer() {
        return issuer(TokenSettings.defaults());
    }

    /** An issuer with these lifetimes. */
    public TokenIssuer issuer(TokenSettings settings) {
        return tools.issuer(store, settings, event -> {});
    }

    /** Lets time pass. */
    public void pass(Duration time) {
        now = now.plus(time);
    }

    /** Sets the time. */
    public void setTime(Instant time) {
        now = time;
    }

    @Override
    public Instant instant() {
        return now;
    }

    /** The claims of a JWT, its signature unread. */
    public static Map<String, Object> claims(String jwt) {
        try {
            return JWSObject.parse(jwt).getPayload().toJSONObject();
        } catch (ParseException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
