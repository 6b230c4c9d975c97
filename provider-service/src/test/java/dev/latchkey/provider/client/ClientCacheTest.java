package dev.latchkey.provider.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class ClientCacheTest {
    private static final Client APP = TestClients.publicClient("app");

    private final MemoryClientStore store = new MemoryClientStore();
    private final ClientCache cache = new ClientCache(store);

    @Test
    void asksTheStoreOnce() {
        store.put(APP);

        for (int i = 0; i < 10; i++) {
            assertThat(cache.find(APP.id())).contains(APP);
        }

        assertThat(store.lookups()).isEqualTo(1);
    }

    @Test
    void remembersIdsThatNobodyHas() {
        for (int i = 0; i < 10; i++) {
            assertThat(cache.find(new ClientId("nobody"))).isEmpty();
        }

        assertThat(store.lookups()).isEqualTo(1);
    }

    @Test
    void keepsADisabledClientDisabled() {
        Client disabled = TestClients.disabled(APP);
        store.put(disabled);

        assertThat(cache.find(APP.id())).contains(disabled);
    }

    @Test
    void forgetsAClientWhoseVersionChanged() {
        store.put(APP);
        cache.find(APP.id());
        Client changed = TestClients.withVersion(APP, 2);
        store.put(changed);

        cache.drop(Map.of(APP.id(), 2L));

        assertThat(cache.find(APP.id())).contains(changed);
    }

    @Test
    void forgetsAClientThatIsOlderThanTheOneRemembered() {
        store.put(TestClients.withVersion(APP, 5));
        cache.find(APP.id());
        store.put(APP);

        cache.drop(Map.of(APP.id(), 1L));

        assertThat(cache.find(APP.id())).contains(APP);
    }

    @Test
    void keepsAClientWhoseVersionIsTheOneItHas() {
        store.put(APP);
        cache.find(APP.id());

        cache.drop(Map.of(APP.id(), 1L, new ClientId("other"), 9L));
        cache.find(APP.id());

        assertThat(store.lookups()).isEqualTo(1);
    }

    @Test
    void findsAClientThatAppeared() {
        cache.find(APP.id());
        store.put(APP);

        cache.drop(Map.of(APP.id(), 1L));

        assertThat(cache.find(APP.id())).contains(APP);
    }

    @Test
    void isNotPushedOutByAFloodOfUnknownIds() {
        store.put(APP);
        cache.find(APP.id());
        for (int i = 0; i < 50_000; i++) {
            cache.find(new ClientId("unknown" + i));
        }
        int before = store.lookups();

        cache.find(APP.id());

        assertThat(store.lookups()).isEqualTo(before);
    }

    @Test
    void remembersABoundedNumberOfIds() {
        int rounds = 30_000;
        for (int i = 0; i < rounds; i++) {
            cache.find(new ClientId("unknown" + i));
        }
        for (int i = 0; i < rounds; i++) {
            cache.find(new ClientId("unknown" + i));
        }

        assertThat(store.lookups()).isGreaterThan(2 * rounds - 15_000);
    }
}
