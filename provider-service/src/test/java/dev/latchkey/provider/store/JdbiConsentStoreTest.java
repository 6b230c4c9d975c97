package dev.latchkey.provider.store;

import static dev.latchkey.provider.store.ProviderTables.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.accounts.database.Database;
import dev.latchkey.auth.ScopeSet;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.consent.ConsentKey;
import dev.latchkey.provider.consent.ConsentStore;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import org.junit.jupiter.api.Test;

@OnEachDatabase
final class JdbiConsentStoreTest {
    private static final ConsentKey KEY = new ConsentKey(1, new ClientId("app"), "https://api.example");
    private static final ConsentKey OTHER_API = new ConsentKey(1, new ClientId("app"), "https://api.example/2");
    private static final ConsentKey OTHER_CLIENT = new ConsentKey(1, new ClientId("App"), "https://api.example");

    private final ConsentStore store;

    JdbiConsentStoreTest(TestDatabase kind) {
        Database database = ProviderTables.emptyOn(kind);
        database.withHandle(handle -> handle.execute("DELETE FROM oauth_consent"));
        store = new JdbiConsentStore(database);
    }

    @Test
    void addsUpWhatWasAllowedForOneClientAndResource() {
        store.remember(KEY, ScopeSet.of("read"), NOW);
        store.remember(KEY, ScopeSet.of("write"), NOW);

        assertThat(store.find(KEY)).isEqualTo(ScopeSet.of("read", "write"));
        assertThat(store.find(OTHER_API).isEmpty()).isTrue();
        assertThat(store.find(OTHER_CLIENT).isEmpty()).isTrue();
    }

    @Test
    void forgetsAllOfAClientAtOnce() {
        store.remember(KEY, ScopeSet.of("read"), NOW);
        store.remember(OTHER_API, ScopeSet.of("play"), NOW);
        store.remember(OTHER_CLIENT, ScopeSet.of("read"), NOW);

        store.withdraw(1, new ClientId("app"), NOW);

        assertThat(store.find(KEY).isEmpty()).isTrue();
        assertThat(store.find(OTHER_API).isEmpty()).isTrue();
        assertThat(store.find(OTHER_CLIENT)).isEqualTo(ScopeSet.of("read"));
    }

    @Test
    void keepsOneOfManyThatComeAtOnce() throws Exception {
        ProviderTables.atOnce(8, () -> {
            store.remember(KEY, ScopeSet.of("read"), NOW);
            return true;
        });

        assertThat(store.find(KEY)).isEqualTo(ScopeSet.of("read"));
    }
}
