package dev.latchkey.provider.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.accounts.UserStore;
import dev.latchkey.accounts.database.Database;
import dev.latchkey.auth.ScopeSet;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.protocol.GrantType;
import dev.latchkey.provider.protocol.RowId;
import dev.latchkey.provider.status.RevocationView;
import dev.latchkey.provider.token.AccessState;
import dev.latchkey.provider.token.ClientToken;
import dev.latchkey.provider.token.Grant;
import dev.latchkey.provider.token.GrantStatus;
import dev.latchkey.provider.token.GrantUser;
import dev.latchkey.provider.token.LiveTokens;
import dev.latchkey.provider.token.Permission;
import dev.latchkey.provider.token.RefreshState;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@OnEachDatabase
final class JdbiLiveTokensTest {
    private static final Instant NOW = ProviderTables.NOW;
    private static final ClientId APP = new ClientId("app");
    private static final Permission READ = new Permission(ScopeSet.of("read"), "https://api.example");

    private final Database database;
    private final JdbiTokenStore tokens;
    private final JdbiLiveTokens live;
    private final GrantUser jane;

    JdbiLiveTokensTest(TestDatabase kind) {
        database = ProviderTables.emptyOn(kind);
        tokens = new JdbiTokenStore(database, new RevocationView(new JdbiStatusStore(database)));
        live = new JdbiLiveTokens(database);
        jane = ProviderTables.user(database, "jane");
    }

    @Test
    void findsTheLiveTokensOfAClientNewestFirst() {
        ClientToken older = keep(1, APP, 60);
        ClientToken newer = keep(2, APP, 61);
        keep(3, new ClientId("App"), 60);
        keep(4, APP, 1);

        assertThat(live.ofClient(APP, NOW.plusSeconds(1))).containsExactly(newer, older);
    }

    @Test
    void looksAtABoundedNumber() {
        IntStream.range(0, LiveTokens.LIMIT + 5).forEach(i -> keep(i, APP, 60 + i));

        assertThat(live.ofClient(APP, NOW)).hasSize(LiveTokens.LIMIT);
    }

    @Test
    void findsTheLiveGrantsOfAUser() {
        GrantUser john = ProviderTables.user(database, "john");
        Grant good = start(1, jane, GrantType.PASSWORD, 60);
        start(2, john, GrantType.PASSWORD, 60);
        start(3, jane, GrantType.AUTHORIZATION_CODE, 60);
        start(4, jane, GrantType.PASSWORD, 1);
        tokens.revoke(start(5, jane, GrantType.PASSWORD, 60).id(), NOW);

        assertThat(live.ofUser(APP, GrantType.PASSWORD, jane, NOW.plusSeconds(1)))
                .containsExactly(good);
        assertThat(live.ofUser(new ClientId("other"), GrantType.PASSWORD, jane, NOW))
                .isEmpty();
    }

    @Test
    void findsNoGrantOfAUserWhoChangedSince() {
        start(1, jane, GrantType.PASSWORD, 60);

        new UserStore(database, () -> NOW).disable(jane.id());

        assertThat(live.ofUser(APP, GrantType.PASSWORD, jane, NOW)).isEmpty();
        assertThat(live.ofUser(
                        APP, GrantType.PASSWORD, new GrantUser(jane.id(), jane.username(), jane.version() + 1), NOW))
                .isEmpty();
    }

    private ClientToken keep(long id, ClientId client, int seconds) {
        ClientToken token = new ClientToken(new RowId(id, id), client, READ, NOW, NOW.plusSeconds(seconds));
        tokens.keep(token);
        return token;
    }

    private Grant start(long id, GrantUser user, GrantType type, int seconds) {
        Instant end = NOW.plusSeconds(seconds);
        Grant grant = new Grant(
                new RowId(id, id),
                APP,
                type,
                user,
                READ,
                new AccessState(0, READ.scope(), NOW, end),
                new RefreshState(0, List.of(), end, end),
                GrantStatus.none(),
                NOW);
        assertThat(tokens.start(grant)).isTrue();
        return grant;
    }
}
