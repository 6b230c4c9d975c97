package dev.latchkey.benchmarks.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes as they come in until an HTTP/1.1 answer is whole: by its Content-Length, or by the last chunk. */
final class Answer {
    private static final int LARGEST = 64 * 1024;
    private static final int STATUS_AT = 9;
    private static final byte[] HEADERS_END = bytes("\r\n\r\n");
    private static final byte[] CHUNKS_END = bytes("0\r\n\r\n");
    private static final byte[] LENGTH = bytes("content-length:");
    private static final byte[] CHUNKED = bytes("chunked");
    private static final int SHOWN = 300;

    private final ByteBuffer buffer = ByteBuffer.allocate(LARGEST);
    private final byte[] content = buffer.array();

    /** Where the next bytes go. */
    ByteBuffer space() throws IOException {
        if (!buffer.hasRemaining()) {
            throw new IOException("An answer is longer than " + LARGEST + " bytes.");
        }
        return buffer;
    }

    boolean isWhole() {
        int headers = find(HEADERS_END, 0, buffer.position());
        if (headers < 0) {
            return false;
        }
        int body = headers + HEADERS_END.length;
        int length = find(LENGTH, 0, headers);
        if (length >= 0) {
            return buffer.position() - body >= number(length + LENGTH.length);
        }
        return find(CHUNKED, 0, headers) < 0 || endsWithLastChunk(body);
    }

    boolean isOk() {
        return content[STATUS_AT] == '2' && content[STATUS_AT + 1] == '0' && content[STATUS_AT + 2] == '0';
    }

    /** How the answer begins, for a person to read; only of answers that are errors, which hold no tokens. */
    String beginning() {
        return new String(content, 0, Math.min(SHOWN, buffer.position()), StandardCharsets.UTF_8);
    }

    void clear() {
        buffer.clear();
    }

    private boolean endsWithLastChunk(int body) {
        int at = buffer.position() - CHUNKS_END.length;
        boolean ends = at >= body && Arrays.equals(content, at, buffer.position(), CHUNKS_END, 0, CHUNKS_END.length);
        return ends && (at == body || content[at - 1] == '\n');
    }

    private int number(int from) {
        int at = content[from] == ' ' ? from + 1 : from;
        int number = 0;
        while (content[at] >= '0' && content[at] <= '9') {
            number = number * 10 + content[at] - '0';
            at++;
        }
        return number;
    }

    // Names of headers in any case; what is looked for is in lower case.
    private int find(byte[] wanted, int from, int to) {
        for (int at = from; at <= to - wanted.length; at++) {
            if (standsAt(wanted, at)) {
                return at;
            }
        }
        return -1;
    }

    private boolean standsAt(byte[] wanted, int at) {
        for (int i = 0; i < wanted.length; i++) {
            if (Character.toLowerCase((char) content[at + i]) != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
