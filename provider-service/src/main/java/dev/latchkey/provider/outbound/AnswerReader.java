package dev.latchkey.provider.outbound;

import dev.latchkey.provider.protocol.ByteString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the answer to one GET (RFC 9112): 200, JSON, plain, small; anything else is refused. */
final class AnswerReader {
    static final int MAX_BODY = 65_536;

    private static final int MAX_LINE = 4_096;
    private static final int MAX_HEADERS = 64;
    private static final Pattern OK = Pattern.compile("HTTP/1\\.[01] 200( .*)?");
    private static final Pattern MAX_AGE = Pattern.compile("(?:.*[, ])?max-age=\"?([0-9]{1,9}).*");
    private static final Set<String> JSON = Set.of("application/json", "application/jwk-set+json");

    private final InputStream in;

    AnswerReader(InputStream in) {
        this.in = in;
    }

    FetchedJson read() throws IOException, FetchRefusedException {
        String status = line();
        if (!OK.matcher(status).matches()) {
            throw new FetchRefusedException("the answer is not 200, and redirects are not followed");
        }
        Map<String, String> headers = headers();
        String type = headers.getOrDefault("content-type", "").split(";", 2)[0].trim();
        if (!JSON.contains(type.toLowerCase(Locale.ROOT))) {
            throw new FetchRefusedException("the answer is not application/json");
        }
        if (!headers.getOrDefault("content-encoding", "identity").equalsIgnoreCase("identity")) {
            throw new FetchRefusedException("the answer is compressed");
        }
        return new FetchedJson(ByteString.of(body(headers)), maxAge(headers.getOrDefault("cache-control", "")));
    }

    private Map<String, String> headers() throws IOException, FetchRefusedException {
        Map<String, String> headers = new HashMap<>();
        String line = line();
        for (int count = 0; !line.isEmpty(); count++) {
            if (count >= MAX_HEADERS) {
                throw new FetchRefusedException("the answer has more than 64 header lines");
            }
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).trim());
            }
            line = line();
        }
        return headers;
    }

    private String line() throws IOException, FetchRefusedException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = in.read();
        while (next != '\n') {
            if (next < 0 || line.size() >= MAX_LINE) {
                throw new FetchRefusedException("the answer's head ends early or is too large");
            }
            line.write(next);
            next = in.read();
        }
        return line.toString(StandardCharsets.ISO_8859_1).replace("\r", "");
    }

    private byte[] body(Map<String, String> headers) throws IOException, FetchRefusedException {
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            return chunks();
        }
        String length = headers.getOrDefault("content-length", "");
        // Without a length the body ends with the connection; one byte more shows that it is too large.
        int wanted = length.matches("[0-9]{1,9}") ? Integer.parseInt(length) : MAX_BODY + 1;
        byte[] body = in.readNBytes(Math.min(wanted, MAX_BODY + 1));
        requireSmall(body.length);
        if (!length.isEmpty() && body.length != wanted) {
            throw new FetchRefusedException("the answer ends early");
        }
        return body;
    }

    private byte[] chunks() throws IOException, FetchRefusedException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int size = chunkSize();
        while (size > 0) {
            requireSmall(body.size() + size);
            body.writeBytes(in.readNBytes(size));
            line();
            size = chunkSize();
        }
        return body.toByteArray();
    }

    private int chunkSize() throws IOException, FetchRefusedException {
        String size = line().split(";", 2)[0].trim();
        if (!size.matches("[0-9a-fA-F]{1,6}")) {
            throw new FetchRefusedException("the answer is too large or its chunks are malformed");
        }
        return Integer.parseInt(size, 16);
    }

    private static void requireSmall(int size) throws FetchRefusedException {
        if (size > MAX_BODY) {
            throw new FetchRefusedException("the answer is larger than 65536 bytes");
        }
    }

    private static Duration maxAge(String cacheControl) {
        Matcher matcher = MAX_AGE.matcher(cacheControl.toLowerCase(Locale.ROOT));
        return matcher.matches() ? Duration.ofSeconds(Long.parseLong(matcher.group(1))) : Duration.ZERO;
    }
}
