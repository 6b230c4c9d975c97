package dev.latchkey.provider.client;

import dev.latchkey.provider.protocol.RowId;
import dev.latchkey.provider.protocol.Secret;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * A {@code client_id} (RFC 6749 §2.2): 1 to 200 letters, digits and {@code . _ ~ : / -}; compared byte for byte.
 *
 * @param value the text on the wire
 */
public record ClientId(String value) {
    private static final int MAX_LENGTH = 200;
    private static final String SIGNS = "._~:/-";
    private static final int GENERATED_LENGTH = 24;

    public ClientId {
        if (!isId(value)) {
            throw new IllegalArgumentException("A client id is 1 to 200 letters, digits or . _ ~ : / -");
        }
    }

    /** The id that {@code text} is; empty when no client can have such an id. */
    public static Optional<ClientId> parse(String text) {
        return isId(text) ? Optional.of(new ClientId(text)) : Optional.empty();
    }

    private static boolean isId(String text) {
        return !text.isEmpty() && text.length() <= MAX_LENGTH && text.chars().allMatch(ClientId::isOfAnId);
    }

    private static boolean isOfAnId(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || SIGNS.indexOf(c) >= 0;
    }

    /** A new random id, which is never a number and so never a user's id (RFC 9068 §5). */
    public static ClientId generate(SecureRandom random) {
        return new ClientId("c" + Secret.randomText(random, GENERATED_LENGTH - 1));
    }

    /** The id that belongs to a row id, always the same one: letters and digits, and never a number. */
    public static ClientId of(RowId id) {
        return new ClientId("c" + new BigInteger(1, id.bytes()).toString(Character.MAX_RADIX));
    }

    /** The id as it stands in the database. */
    public byte[] bytes() {
        return value.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
        return value;
    }
}
