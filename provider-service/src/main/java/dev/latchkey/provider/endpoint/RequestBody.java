package dev.latchkey.provider.endpoint;

import dev.latchkey.provider.protocol.ErrorCode;
import dev.latchkey.provider.protocol.OAuthException;
import dev.latchkey.provider.protocol.Parameters;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;

/** Reads request bodies, bounded whatever their declared or compressed length. */
public final class RequestBody {
    private static final String CHARSET = "charset";

    private RequestBody() {}

    /**
     * The whole body.
     *
     * @throws OAuthException request_too_large beyond 64 kB, unsupported_media_type for a charset other than UTF-8
     */
    public static byte[] read(MediaType type, InputStream in) throws IOException {
        String charset = type.getParameters().getOrDefault(CHARSET, "utf-8");
        if (!charset.equalsIgnoreCase("utf-8")) {
            throw new OAuthException(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Send the body as UTF-8.");
        }
        byte[] body = in.readNBytes(Parameters.MAX_BYTES + 1);
        if (body.length > Parameters.MAX_BYTES) {
            throw new OAuthException(ErrorCode.REQUEST_TOO_LARGE, "The request body is larger than 65536 bytes.");
        }
        return body;
    }
}
