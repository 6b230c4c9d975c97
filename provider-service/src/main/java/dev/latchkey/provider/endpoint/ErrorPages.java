package dev.latchkey.provider.endpoint;

import dev.latchkey.accounts.database.DatabaseFaults;
import dev.latchkey.provider.page.Frame;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The error pages: in the frame of whoever is logged in, so that they find their way on. */
public final class ErrorPages {
    private static final int FAULT = 500;

    private final MemberPages members;

    public ErrorPages(MemberPages members) {
        this.members = members;
    }

    /** Whether a browser asks: it names what it shows, where a program takes anything. */
    public static boolean isPerson(@Nullable HttpHeaders headers) {
        String accept = headers == null ? null : headers.getHeaderString(HttpHeaders.ACCEPT);
        return accept != null && accept.toLowerCase(Locale.ROOT).contains(MediaType.TEXT_HTML);
    }

    /**
     * An error page. After a fault it stands alone: to look who is logged in may be what failed.
     *
     * @param headers of the request; null outside one
     * @param key where its texts stand
     * @param code the error code for the developer of the application
     * @param description a sentence for the developer
     */
    Response.ResponseBuilder page(
            @Nullable HttpHeaders headers, int status, String key, String code, String description) {
        Optional<Frame> frame =
                Optional.ofNullable(headers).filter(any -> status < FAULT).flatMap(this::frame);
        return members.alone().error(status, key, code, description, frame.orElse(null));
    }

    private Optional<Frame> frame(HttpHeaders headers) {
        try {
            return members.frame(headers);
        } catch (RuntimeException e) {
            // What is refused is refused, whether or not the database can say who asked.
            if (DatabaseFaults.isUnavailable(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
