package dev.latchkey.provider.endpoint;

import dev.latchkey.provider.protocol.ErrorCode;
import dev.latchkey.provider.protocol.OAuthException;
import dev.latchkey.provider.protocol.Parameters;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** Reads request bodies, bounded whatever their declared or compressed length. */
public final class RequestBody {
    private static final String CHARSET = "charset";
    private static final int USUAL_BYTES = 2_048;
    private static final int MAX_DISCARDED = 2 * 1_024 * 1_024;

    private RequestBody() {}

    /**
     * The whole body.
     *
     * @throws OAuthException request_too_large beyond 64 kB, unsupported_media_type for a charset other than UTF-8,
     *     invalid_request when it stops coming
     */
    public static byte[] read(MediaType type, InputStream in) {
        String charset = type.getParameters().getOrDefault(CHARSET, "utf-8");
        if (!charset.equalsIgnoreCase("utf-8")) {
            throw new OAuthException(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Send the body as UTF-8.");
        }
        try {
            return bounded(in);
        } catch (IOException e) {
            // The sender's fault, whether it broke off or was too slow.
            throw new OAuthException(
                    ErrorCode.INVALID_REQUEST, "The request body did not arrive whole in time. Send it again.");
        }
    }

    private static byte[] bounded(InputStream in) throws IOException {
        byte[] body = upTo(Parameters.MAX_BYTES + 1, in);
        if (body.length > Parameters.MAX_BYTES) {
            discard(in);
            throw new OAuthException(ErrorCode.REQUEST_TOO_LARGE, "The request body is larger than 65536 bytes.");
        }
        return body;
    }

    // Nearly every body is small; the stream would set 8 kB aside for each.
    private static byte[] upTo(int most, InputStream in) throws IOException {
        byte[] start = in.readNBytes(USUAL_BYTES);
        if (start.length < USUAL_BYTES) {
            return start;
        }
        byte[] rest = in.readNBytes(most - USUAL_BYTES);
        return ByteBuffer.allocate(start.length + rest.length)
                .put(start)
                .put(rest)
                .array();
    }

    // A client that is still sending when the connection closes would not see the answer.
    private static void discard(InputStream in) throws IOException {
        byte[] buffer = new byte[8_192];
        int left = MAX_DISCARDED;
        int read = in.read(buffer);
        while (read > 0 && left > 0) {
            left -= read;
            read = in.read(buffer);
        }
    }
}
