package dev.latchkey.provider.endpoint;

import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.glassfish.jersey.spi.ExtendedExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Answers an {@link IllegalStateException} as {@link FaultMapper} does: Dropwizard's own mapper would be nearer. */
public final class StateFaultMapper implements ExtendedExceptionMapper<IllegalStateException> {
    private final FaultMapper faults;

    @Context
    private @Nullable UriInfo uri;

    public StateFaultMapper(FaultMapper faults) {
        this.faults = faults;
    }

    @Override
    public boolean isMappable(IllegalStateException fault) {
        return uri != null && FaultMapper.isOurs(uri);
    }

    @Override
    public Response toResponse(IllegalStateException fault) {
        return faults.toResponse(fault);
    }
}
