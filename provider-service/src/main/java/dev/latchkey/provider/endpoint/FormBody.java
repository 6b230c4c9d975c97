package dev.latchkey.provider.endpoint;

import dev.latchkey.provider.protocol.Parameters;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;

/** Reads the form in a request's body (RFC 6749 §3.2); one without a media type must be empty. */
final class FormBody {
    private static final MediaType FORM = MediaType.APPLICATION_FORM_URLENCODED_TYPE;

    private FormBody() {}

    static Parameters read(HttpServletRequest request) {
        List<String> types = Collections.list(request.getHeaders(HttpHeaders.CONTENT_TYPE));
        if (types.size() > 1) {
            throw new BadRequestException();
        }
        byte[] body = bytes(types.isEmpty() ? FORM : typeOf(types.get(0)), request);
        if (types.isEmpty() && body.length > 0) {
            throw new NotSupportedException();
        }
        return Parameters.parse(body);
    }

    private static byte[] bytes(MediaType type, HttpServletRequest request) {
        try {
            return RequestBody.read(type, request.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MediaType typeOf(String text) {
        MediaType type = text.equals(MediaType.APPLICATION_FORM_URLENCODED) ? FORM : parsed(text);
        if (!type.getType().equalsIgnoreCase(FORM.getType())
                || !type.getSubtype().equalsIgnoreCase(FORM.getSubtype())) {
            throw new NotSupportedException();
        }
        return type;
    }

    private static MediaType parsed(String text) {
        try {
            return MediaType.valueOf(text);
        } catch (IllegalArgumentException e) {
            throw new NotSupportedException(e);
        }
    }
}
