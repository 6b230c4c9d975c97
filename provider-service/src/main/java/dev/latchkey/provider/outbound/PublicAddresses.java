package dev.latchkey.provider.outbound;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/** Tells addresses of the public internet from all others (IANA special-purpose registries, RFC 6890). */
final class PublicAddresses {
    private static final AddressBlock GLOBAL_IPV6 = AddressBlock.of("2000::/3");
    private static final List<AddressBlock> SPECIAL = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/4",
                    "240.0.0.0/4",
                    // Teredo and its neighbours, documentation, and 6to4, which carries any IPv4 address.
                    "2001::/23",
                    "2001:db8::/32",
                    "2002::/16",
                    "3fff::/20")
            .map(AddressBlock::of)
            .toList();

    private PublicAddresses() {}

    /** Whether {@code address} is one that everybody can reach. */
    static boolean contains(InetAddress address) {
        // All of IPv6 that is not 2000::/3 is special: loopback, mapped and translated IPv4, local, multicast.
        if (address instanceof Inet6Address && !GLOBAL_IPV6.contains(address)) {
            return false;
        }
        return SPECIAL.stream().noneMatch(block -> block.contains(address));
    }
}
