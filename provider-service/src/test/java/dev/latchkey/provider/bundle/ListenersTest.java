package dev.latchkey.provider.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.Contract;
import io.dropwizard.core.server.DefaultServerFactory;
import io.dropwizard.core.server.SimpleServerFactory;
import io.dropwizard.jackson.Jackson;
import io.dropwizard.jetty.ConnectorFactory;
import io.dropwizard.jetty.HttpConnectorFactory;
import io.dropwizard.jetty.HttpsConnectorFactory;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@Contract(123)
final class ListenersTest {
    private final ObjectMapper json = Jackson.newObjectMapper();

    @Test
    @Attack(313)
    void namesHttpsThatNoListenerCouldGive() throws IOException {
        assertThat(objection(true, parted(plain(), plain())).orElseThrow())
                .startsWith("provider.requireHttps: ")
                .contains("useForwardedHeaders", "USE_FORWARDED_HEADERS", "type https");
        SimpleServerFactory simple = new SimpleServerFactory();
        simple.setConnector(plain());
        assertThat(objection(true, Listeners.of(simple))).isPresent();
    }

    @Test
    void believesAProxyAndEveryListenerThatMayEndTlsItself() throws IOException {
        HttpConnectorFactory behindAProxy = new HttpConnectorFactory();
        behindAProxy.setUseForwardedHeaders(true);

        assertThat(objection(true, parted(behindAProxy))).isEmpty();
        assertThat(objection(true, parted(plain(), new HttpsConnectorFactory())))
                .isEmpty();
        assertThat(objection(true, parted(new HttpConnectorFactory() {}))).isEmpty();
        assertThat(objection(true, parted())).isEmpty();
        assertThat(objection(false, parted(plain()))).isEmpty();
        assertThat(objection(true, Listeners.of(ProviderConfiguration::defaults)))
                .isEmpty();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1", "127.example.com", "admin.example"})
    @Attack(246)
    void warnsOfAnAdminPortThatOtherMachinesReach(String host) {
        assertThat(ofAdmin(host).warnings())
                .singleElement()
                .asString()
                .contains("admin port 8001", "ADMIN_BIND_HOST", "without a password", "127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "127.0.0.53", "::1", "[::1]"})
    void saysNothingOfAnAdminPortOfThisMachine(String host) {
        assertThat(ofAdmin(host).warnings()).isEmpty();
    }

    private Optional<String> objection(boolean requireHttps, Listeners listeners) throws IOException {
        Map<String, Object> settings = Map.of("requireHttps", requireHttps, "issuer", "https://id.example/o");
        return listeners.objection(json.readValue(json.writeValueAsString(settings), ProviderConfiguration.class));
    }

    private static Listeners parted(ConnectorFactory... listeners) {
        DefaultServerFactory server = new DefaultServerFactory();
        server.setApplicationConnectors(List.of(listeners));
        return Listeners.of(server);
    }

    private static Listeners ofAdmin(String host) {
        HttpConnectorFactory admin = plain();
        admin.setBindHost(host);
        admin.setPort(8001);
        DefaultServerFactory server = new DefaultServerFactory();
        server.setAdminConnectors(List.of(admin));
        return Listeners.of(server);
    }

    private static HttpConnectorFactory plain() {
        return new HttpConnectorFactory();
    }
}
