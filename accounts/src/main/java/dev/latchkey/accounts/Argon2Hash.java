package dev.latchkey.accounts;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.BlockPool;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** An Argon2id hash (RFC 9106) with what it takes to check it: {@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash}. */
final class Argon2Hash {
    static final int MEMORY_KIB = 19 * 1024;

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final Pattern TEXT = Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,4}),p=(\\d{1,3})"
            + "\\$([A-Za-z0-9+/]{11,128})\\$([A-Za-z0-9+/]{16,171})");

    private static final Cost TODAY = new Cost(MEMORY_KIB, 2, 1);

    private final Cost cost;
    private final byte[] salt;
    private final byte[] hash;

    private Argon2Hash(Cost cost, byte[] salt, byte[] hash) {
        this.cost = cost;
        this.salt = salt.clone();
        this.hash = hash.clone();
    }

    private record Cost(int memoryKib, int passes, int lanes) {}

    /** Hashes the password with a fresh salt in this memory, at the cost of today. */
    static Argon2Hash of(byte[] password, SecureRandom random, BlockPool memory) {
        byte[] salt = drawn(random, SALT_BYTES);
        return new Argon2Hash(TODAY, salt, hash(password, TODAY, salt, HASH_BYTES, memory));
    }

    /** The hash of no known password: drawn instead of computed. To check it costs as much as any other. */
    static Argon2Hash ofNobody(SecureRandom random) {
        return new Argon2Hash(TODAY, drawn(random, SALT_BYTES), drawn(random, HASH_BYTES));
    }

    private static byte[] drawn(SecureRandom random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Reads what {@link #toString} writes; throws IllegalArgumentException for anything else. */
    static Argon2Hash parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "A password hash in the database is no Argon2id hash: set the user's password anew.");
        }
        MatchResult found = matcher.toMatchResult();
        return new Argon2Hash(
                new Cost(number(found, 1), number(found, 2), number(found, 3)), bytes(found, 4), bytes(found, 5));
    }

    private static int number(MatchResult found, int group) {
        return Integer.parseInt(found.group(group));
    }

    private static byte[] bytes(MatchResult found, int group) {
        return Base64.getDecoder().decode(found.group(group));
    }

    /** Whether this is the hash of the password; takes the same time wherever they differ. */
    boolean isOf(byte[] password, BlockPool memory) {
        return MessageDigest.isEqual(hash, hash(password, cost, salt, hash.length, memory));
    }

    private static byte[] hash(byte[] password, Cost cost, byte[] salt, int length, BlockPool memory) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(cost.memoryKib)
                .withIterations(cost.passes)
                .withParallelism(cost.lanes)
                .withSalt(salt)
                .withBlockPool(memory)
                .build());
        byte[] hash = new byte[length];
        int written = generator.generateBytes(password, hash);
        if (written != length) {
            throw new IllegalStateException("Argon2 wrote " + written + " bytes, not " + length + ".");
        }
        return hash;
    }

    /** The PHC string, as it is kept in the database. */
    @Override
    public String toString() {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + cost.memoryKib + ",t=" + cost.passes + ",p=" + cost.lanes + "$"
                + base64.encodeToString(salt) + "$" + base64.encodeToString(hash);
    }
}
