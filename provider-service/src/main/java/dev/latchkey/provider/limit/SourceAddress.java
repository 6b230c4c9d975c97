package dev.latchkey.provider.limit;

import dev.latchkey.provider.protocol.RequestTrace;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who may be behind an address: the address itself, of IPv6 its first 64 bits, since one customer has all the rest.
 *
 * @param text short and comparable
 */
public record SourceAddress(String text) {
    private static final int MAX_LENGTH = 64;
    private static final int NETWORK_BYTES = 8;
    private static final int IPV6_BYTES = 16;
    // Whatever looks otherwise could be a name that is looked up.
    private static final Pattern IPV6 = Pattern.compile("\\[?([0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)(%[^\\]]*)?\\]?");

    /** The source of the request that this thread serves. */
    public static SourceAddress ofRequest() {
        return of(RequestTrace.clientAddress().orElse(""));
    }

    static SourceAddress of(String address) {
        String cut = address.length() > MAX_LENGTH ? address.substring(0, MAX_LENGTH) : address;
        return new SourceAddress(Optional.of(IPV6.matcher(cut))
                .filter(matcher -> matcher.matches())
                .flatMap(matcher -> network(matcher.group(1)))
                .orElse(cut));
    }

    private static Optional<String> network(String literal) {
        try {
            byte[] bytes = InetAddress.getByName(literal).getAddress();
            return Optional.of(bytes)
                    .filter(any -> any.length == IPV6_BYTES)
                    .map(any -> HexFormat.of().formatHex(Arrays.copyOf(any, NETWORK_BYTES)));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
