package dev.latchkey.provider.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.testing.Attack;
import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the provider goes and where it does not. */
final class DestinationTest {
    private static final String PUBLIC = "93.184.215.14";
    private static final OutboundSettings STRICT = OutboundSettings.defaults();

    @ParameterizedTest
    @Attack(211)
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.255.254",
                "0.0.0.0",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.127.255.255",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "192.0.0.1",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "fc00::1",
                "fdff::1",
                "fe80::1",
                "ff02::1",
                "::ffff:127.0.0.1",
                "::ffff:7f00:1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b:1::1",
                "2001::1",
                "2001:db8::1",
                "2002:7f00:1::"
            })
    void refusesEveryAddressThatIsNotPublicByNameAndByNumber(String address) {
        String literal = address.contains(":") ? "[" + address + "]" : address;

        assertRefused("https://" + literal + "/jwks", address);
        assertRefused("https://app.example/jwks", address);
        assertRefused("https://app.example/jwks", PUBLIC, address);
        assertThat(STRICT.objection(URI.create("https://" + literal + "/jwks"))).isPresent();
    }

    @ParameterizedTest
    @Attack(211)
    @ValueSource(
            strings = {
                "127.1",
                "2130706433",
                "0x7f000001",
                "0x7f.0.0.1",
                "0X7F.1",
                "0177.0.0.1",
                "017700000001",
                "00.0.0.0",
                "127.0.0.1.",
                "127.0.0.01",
                "1270.0.0.1",
                "%31%32%37.0.0.1",
                "①②⑦.⓪.⓪.①"
            })
    void refusesNumbersInUnusualForms(String host) {
        assertRefused("https://" + host + "/jwks", PUBLIC);
    }

    @ParameterizedTest
    @Attack(213)
    @ValueSource(
            strings = {
                "http://app.example/jwks",
                "https://app.example:8443/jwks",
                "https://app.example:80/jwks",
                "https://user@app.example/jwks",
                "https://user:secret@app.example/jwks",
                "https://app.example/jwks#part",
                "https:/jwks",
                "https:app.example",
                "file:///etc/passwd",
                "ftp://app.example/jwks",
                "jar:https://app.example!/jwks",
                "gopher://app.example/jwks",
                "/jwks"
            })
    void refusesOtherSchemesPortsUsersAndShapes(String uri) {
        assertRefused(uri, PUBLIC);
        assertThat(STRICT.objection(URI.create(uri))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {PUBLIC, "172.32.0.1", "100.128.0.1", "11.0.0.1", "2606:2800:220:1::1", "2a00::1"})
    void reachesPublicAddressesByHttps(String address) throws Exception {
        Destination destination = check(STRICT, "https://1app.example/a/jwks?b=c", address);

        assertThat(destination.address()).isEqualTo(InetAddress.getAllByName(address)[0]);
        assertThat(destination.port()).isEqualTo(443);
        assertThat(destination.isSecure()).isTrue();
        assertThat(destination.target()).isEqualTo("/a/jwks?b=c");
        assertThat(STRICT.objection(URI.create("https://1app.example/a/jwks"))).isEmpty();
    }

    @Test
    @Attack(212)
    void asksForTheAddressOnceAndKeepsToTheAnswer() throws Exception {
        Deque<String> answers = new ArrayDeque<>(List.of(PUBLIC, "127.0.0.1"));

        Destination destination = Destination.check(
                URI.create("https://app.example/jwks"),
                STRICT,
                host -> List.of(InetAddress.getAllByName(answers.removeFirst())[0]));

        assertThat(destination.address().getHostAddress()).isEqualTo(PUBLIC);
        assertThat(answers).hasSize(1);
    }

    @Test
    @Attack({211, 213})
    void allowsWhatIsNamedAndNothingElse() throws Exception {
        OutboundSettings settings = new OutboundSettings(Set.of("http://keys.intranet:8080"));

        assertThat(check(settings, "http://keys.intranet:8080/jwks", "10.0.0.1").port())
                .isEqualTo(8080);
        for (String other : List.of(
                "http://keys.intranet:8081/jwks",
                "http://keys.intranet/jwks",
                "https://keys.intranet:8080/jwks",
                "https://keys.intranet/jwks",
                "http://x.keys.intranet:8080/jwks",
                "http://user@keys.intranet:8080/jwks",
                "http://10.0.0.1:8080/jwks")) {
            assertThatThrownBy(() -> check(settings, other, "10.0.0.1"))
                    .as(other)
                    .isInstanceOf(FetchRefusedException.class);
        }
    }

    private static void assertRefused(String uri, String... addresses) {
        assertThatThrownBy(() -> check(STRICT, uri, addresses)).as(uri).isInstanceOf(FetchRefusedException.class);
    }

    private static Destination check(OutboundSettings settings, String uri, String... addresses)
            throws FetchRefusedException {
        return Destination.check(
                URI.create(uri),
                settings,
                host -> Arrays.stream(addresses).map(DestinationTest::address).toList());
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getAllByName(literal)[0];
        } catch (java.net.UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
