package dev.latchkey.provider.grant;

import dev.latchkey.accounts.UserName;
import dev.latchkey.provider.limit.SourceAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Whose password something is to be, and where it comes from.
 *
 * @param account a digest of the name, which may be very long, or a password in the wrong field
 * @param address where the request comes from
 */
record PasswordSource(String account, SourceAddress address) {
    /** The source of the request that this thread serves. */
    static PasswordSource of(String username) {
        String name = UserName.parse(username).map(UserName::key).orElse(username);
        return new PasswordSource(digest(name), SourceAddress.ofRequest());
    }

    private static String digest(String name) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(name.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
