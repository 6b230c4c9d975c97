package dev.latchkey.provider.endpoint;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The ids that answers and log lines of a request carry. */
public final class RequestIds {
    /** The header's name, in requests and answers. */
    public static final String HEADER = "X-Request-Id";

    private static final Pattern KEPT = Pattern.compile("[A-Za-z0-9._-]{8,64}");
    private static final int RANDOM_BYTES = 10;

    private final SecureRandom random;

    public RequestIds(SecureRandom random) {
        this.random = random;
    }

    /** The id that the request sent where that is harmless, else 20 random hexadecimal digits. */
    public String of(@Nullable String sent) {
        return sent != null && KEPT.matcher(sent).matches() ? sent : generated();
    }

    private String generated() {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
