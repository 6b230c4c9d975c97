package dev.latchkey.provider.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SourceAddressTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "2001:db8:1:2:3:4:5:6, 20010db800010002",
        "2001:db8:1:2::, 20010db800010002",
        "[2001:DB8:1:2::7], 20010db800010002",
        "fe80::1%eth0, fe80000000000000",
        "unknown, unknown",
        "proxy.example, proxy.example",
        "1:2, 1:2",
        "::::, ::::"
    })
    void takesTheNetworkOfIpv6AndAnythingElseAsItIs(String address, String source) {
        assertThat(SourceAddress.of(address).text()).isEqualTo(source);
    }

    @ParameterizedTest
    @CsvSource({"100000", "65"})
    void isShort(int length) {
        assertThat(SourceAddress.of("x".repeat(length)).text()).hasSize(64);
    }
}
