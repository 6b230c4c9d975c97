package dev.latchkey.provider.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.client.ClientCache;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.client.MemoryClientStore;
import dev.latchkey.provider.client.TestClients;
import dev.latchkey.provider.protocol.RowId;
import dev.latchkey.provider.status.MemoryStatusStore;
import dev.latchkey.provider.status.RevocationView;
import dev.latchkey.provider.status.StatusBusyException;
import dev.latchkey.provider.status.StatusClaim;
import dev.latchkey.provider.status.StatusIndex;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A client's own JWT, which no statement is made for: all that is known of it was read before. */
final class TokenIntrospectionTest {
    private static final Client APP = TestClients.publicClient("app");

    private final TestTokens tokens = new TestTokens();
    private final MemoryClientStore clients = new MemoryClientStore();
    private final RevocationView view = new RevocationView(new MemoryStatusStore());
    private final TokenIntrospection introspection = new TokenIntrospection(
            tokens.store(), new NothingElsewhere(), view, new ClientCache(clients), tokens.tools());
    private final String jwt = tokens.issuer().issue(APP, TestTokens.PERMISSION).accessToken();

    TokenIntrospectionTest() {
        clients.put(APP);
    }

    @Test
    void isGoodWhenWhatIsRevokedWasReadJustNow() {
        view.read(tokens.instant(), tokens.instant());

        assertThat(introspection.find(jwt)).isPresent();
    }

    @Test
    void isNotJudgedWhenWhatIsRevokedIsNotKnown() {
        assertThatThrownBy(() -> introspection.find(jwt)).isInstanceOf(StatusBusyException.class);
    }

    @Test
    void isNotGoodOnceItIsKnownToBeRevokedWhateverElseIsNotKnown() {
        StatusIndex place =
                new StatusClaim(TestTokens.ISSUER).read(TestTokens.claims(jwt)).orElseThrow();
        view.mark(List.of(place.range()));

        assertThat(introspection.find(jwt)).isEmpty();
    }

    @Test
    void isNotGoodAfterItsEndWhateverElseIsNotKnown() {
        tokens.pass(Duration.ofHours(1));

        assertThat(introspection.find(jwt)).isEmpty();
    }

    /** A store that is asked for nothing. */
    private static final class NothingElsewhere implements RevocationStore {
        @Override
        public void revokeGrants(long userId, ClientId client, Instant now) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void revokeGrants(long userId, Instant now) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean revokeOutdated(Instant since, Instant now) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<ClientToken> findClientToken(RowId id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void revokeClientToken(RowId id) {
            throw new UnsupportedOperationException();
        }
    }
}
