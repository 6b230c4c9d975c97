package dev.latchkey.provider.app;

import dev.latchkey.provider.endpoint.Answers;
import dev.latchkey.provider.endpoint.EndpointPaths;
import dev.latchkey.provider.endpoint.ErrorPages;
import dev.latchkey.provider.protocol.ErrorCode;
import dev.latchkey.provider.protocol.OAuthError;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.glassfish.jersey.spi.ExtendedExceptionMapper;
import org.jspecify.annotations.Nullable;

/**
 * Answers programs outside the issuer's path as below it, and leaves people to the provider's page; an application around
 * the bundle has answers of its own.
 */
final class NothingElsewhere implements ExtendedExceptionMapper<NotFoundException> {
    @Context
    private @Nullable UriInfo uri;

    @Context
    private @Nullable HttpHeaders headers;

    @Override
    public boolean isMappable(NotFoundException fault) {
        return uri != null
                && !uri.getPath().startsWith(EndpointPaths.ROOT.substring(1) + "/")
                && !ErrorPages.isPerson(headers);
    }

    @Override
    public Response toResponse(NotFoundException fault) {
        return Answers.error(new OAuthError(ErrorCode.NOT_FOUND, "There is nothing here. Check the path."))
                .build();
    }
}
