package dev.latchkey.auth.bearer;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Finds {@code access_token} in a form's body (RFC 6750 section 2.2), where that is allowed; the body stays readable. */
final class FormTokens {
    // A longer form is not searched: what is read here is read before the caller is known.
    private static final int MAX_BYTES = 65_536;
    private static final String PARAMETER = "access_token=";

    private final boolean allowed;

    FormTokens(boolean allowed) {
        this.allowed = allowed;
    }

    /** The tokens in the request's form, as they were sent; mostly none. */
    List<String> of(ContainerRequestContext request) throws IOException {
        return allowed && !RuleBook.reads(request.getMethod()) && isForm(request) ? inBody(request) : List.of();
    }

    private static boolean isForm(ContainerRequestContext request) {
        return MediaType.APPLICATION_FORM_URLENCODED_TYPE.isCompatible(request.getMediaType());
    }

    private static List<String> inBody(ContainerRequestContext request) throws IOException {
        InputStream body = request.getEntityStream();
        byte[] start = body.readNBytes(MAX_BYTES + 1);
        request.setEntityStream(new SequenceInputStream(new ByteArrayInputStream(start), body));
        return start.length > MAX_BYTES ? List.of() : tokens(new String(start, StandardCharsets.ISO_8859_1));
    }

    private static List<String> tokens(String form) {
        return Arrays.stream(form.split("&"))
                .filter(field -> field.startsWith(PARAMETER))
                .map(field -> decoded(field.substring(PARAMETER.length())))
                .toList();
    }

    // What cannot be decoded is no token, and is refused as none.
    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return value;
        }
    }
}
