package dev.latchkey.sample.api;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Reads a body up to 64 kB, once the caller is known, and refuses a longer one. */
@Priority(Priorities.ENTITY_CODER)
public final class BodyLimit implements ContainerRequestFilter {
    private static final int BYTES = 64 * 1024;

    @Override
    public void filter(ContainerRequestContext request) throws IOException {
        if (!request.hasEntity()) {
            return;
        }
        byte[] body = request.getEntityStream().readNBytes(BYTES + 1);
        if (body.length > BYTES) {
            throw ApiException.tooLarge(BYTES);
        }
        request.setEntityStream(new ByteArrayInputStream(body));
    }
}
