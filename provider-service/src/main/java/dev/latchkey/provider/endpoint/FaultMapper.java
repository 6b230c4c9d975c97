package dev.latchkey.provider.endpoint;

import dev.latchkey.accounts.PasswordHasherBusyException;
import dev.latchkey.accounts.database.DatabaseFaults;
import dev.latchkey.provider.protocol.ErrorCode;
import dev.latchkey.provider.protocol.OAuthError;
import dev.latchkey.provider.status.StatusBusyException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.jetty.http.HttpException;
import org.glassfish.jersey.spi.ExtendedExceptionMapper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers for everything at the protocol's own paths that is no {@link dev.latchkey.provider.protocol.OAuthException}:
 * wrong method or media type, a database that is away, a bug. A page for people, else JSON, and no detail.
 */
public final class FaultMapper implements ExtendedExceptionMapper<RuntimeException> {
    private static final Logger LOG = LoggerFactory.getLogger(FaultMapper.class);
    private static final String RETRY_AFTER_SECONDS = "2";
    private static final OAuthError BUSY = new OAuthError(
            ErrorCode.TEMPORARILY_UNAVAILABLE, "The service is busy. Send the same request again in a moment.");
    private static final OAuthError BROKEN = new OAuthError(
            ErrorCode.SERVER_ERROR, "The service failed to answer. Try again, and report it if it stays so.");

    private final ErrorPages pages;

    @Context
    private @Nullable UriInfo uri;

    @Context
    private @Nullable HttpHeaders headers;

    public FaultMapper(ErrorPages pages) {
        this.pages = pages;
    }

    @Override
    public boolean isMappable(RuntimeException fault) {
        return uri != null && (isOurs(uri) || (isNowhere(fault, uri) && ErrorPages.isPerson(headers)));
    }

    // Nothing of the application around the provider is at this address either.
    private static boolean isNowhere(RuntimeException fault, UriInfo uri) {
        return fault instanceof NotFoundException && uri.getMatchedResources().isEmpty();
    }

    static boolean isOurs(UriInfo uri) {
        return uri.getPath().startsWith(EndpointPaths.ROOT.substring(1) + "/");
    }

    @Override
    public Response toResponse(RuntimeException fault) {
        if (fault instanceof WebApplicationException refusal
                && refusal.getResponse().getStatus() < 500) {
            return answer(refusal.getResponse());
        }
        // The server's own complaints about a request that broke off or is malformed.
        if (fault instanceof HttpException broken && broken.getCode() < 500) {
            return Answers.error(error(broken.getCode())).build();
        }
        if (isBusy(fault)) {
            LOG.warn("unavailable: {}", fault.getClass().getSimpleName());
            return error(BUSY, "error.busy")
                    .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                    .build();
        }
        LOG.error("failed", fault);
        return error(BROKEN, "error.fault").build();
    }

    private static boolean isBusy(RuntimeException fault) {
        return fault instanceof PasswordHasherBusyException
                || fault instanceof StatusBusyException
                || DatabaseFaults.isUnavailable(fault);
    }

    // People get a page, programs get JSON.
    private Response.ResponseBuilder error(OAuthError error, String key) {
        boolean lost = error.code() == ErrorCode.NOT_FOUND && ErrorPages.isPerson(headers);
        boolean page = lost || (uri != null && EndpointPaths.isPage(uri.getPath()));
        // A wrong method must do nothing, and no person sends one.
        HttpHeaders person = error.code() == ErrorCode.METHOD_NOT_ALLOWED ? null : headers;
        return page
                ? pages.page(person, error.code().status(), key, error.code().code(), error.description())
                : Answers.error(error);
    }

    private Response answer(Response refusal) {
        boolean missing = refusal.getStatus() == Response.Status.NOT_FOUND.getStatusCode();
        Response.ResponseBuilder answer =
                error(error(refusal.getStatus()), missing ? "error.missing" : "error.request");
        String allow = refusal.getHeaderString(HttpHeaders.ALLOW);
        return allow == null
                ? answer.build()
                : answer.header(HttpHeaders.ALLOW, allow).build();
    }

    private static OAuthError error(int status) {
        return switch (status) {
            case 404 -> new OAuthError(ErrorCode.NOT_FOUND, "There is nothing here. Check the path.");
            case 405 ->
                new OAuthError(
                        ErrorCode.METHOD_NOT_ALLOWED,
                        "This endpoint does not take this method. The Allow header lists those it takes.");
            case 413 -> new OAuthError(ErrorCode.REQUEST_TOO_LARGE, "The request body is too large. Send less.");
            case 415 ->
                new OAuthError(
                        ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Send the parameters as application/x-www-form-urlencoded.");
            default ->
                new OAuthError(ErrorCode.INVALID_REQUEST, "The request is malformed. Check its headers and body.");
        };
    }
}
