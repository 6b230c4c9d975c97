package dev.latchkey.provider.endpoint;

import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.clientauth.FailureLimit;
import dev.latchkey.provider.protocol.OAuthException;
import dev.latchkey.provider.protocol.RequestTrace;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What the endpoints that clients post forms to have in common: the method, https, who failed too often, which origins
 * may read an answer (CORS), and how refusals and faults are answered.
 */
public final class FormEdge {
    private static final Set<String> FOR_BROWSERS = Set.of("token", "revoke_token");
    private static final String POST = "POST";
    private static final String OPTIONS = "OPTIONS";
    private static final int UNAUTHORIZED = 401;

    private final boolean requireHttps;
    private final FailureLimit failures;
    private final CrossOrigin origins;
    private final OAuthExceptionMapper refusals;
    private final FaultMapper faults;

    /**
     * The edge of all such endpoints.
     *
     * @param requireHttps whether requests must have come by https
     * @param failures who must wait before anything is compared
     * @param origins which origins may read answers
     * @param pages for the mappers; outside Jersey they answer in JSON only
     */
    public FormEdge(boolean requireHttps, FailureLimit failures, CrossOrigin origins, ErrorPages pages) {
        this.requireHttps = requireHttps;
        this.failures = failures;
        this.origins = origins;
        this.refusals = new OAuthExceptionMapper(pages);
        this.faults = new FaultMapper(pages);
    }

    /** The answer of the endpoint, or why there is none; the headers of CORS go to {@code response}. */
    Response answer(FormEndpoint endpoint, HttpServletRequest request, HttpServletResponse response) {
        boolean forBrowsers = FOR_BROWSERS.contains(endpoint.name());
        if (forBrowsers) {
            CrossOrigin.vary(response);
        }
        if (request.getMethod().equals(OPTIONS)) {
            return forBrowsers && CrossOrigin.isPreflight(request)
                    ? origins.preflight(request)
                    : allowing(Response.Status.OK);
        }
        return answered(() -> {
            FormRequest form = received(request);
            Optional<ClientId> client = form.client();
            if (forBrowsers) {
                origins.admit(client, request, response);
            }
            return ask(endpoint, form, client);
        });
    }

    private static Response allowing(Response.Status status) {
        return Response.status(status).header(HttpHeaders.ALLOW, "POST,OPTIONS").build();
    }

    private FormRequest received(HttpServletRequest request) {
        if (!request.getMethod().equals(POST)) {
            throw new NotAllowedException(allowing(Response.Status.METHOD_NOT_ALLOWED));
        }
        if (requireHttps) {
            HttpsOnly.require(request.isSecure());
        }
        List<String> authorization = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
        return new FormRequest(FormBody.read(request), authorization, request.getQueryString());
    }

    private Response ask(FormEndpoint endpoint, FormRequest form, Optional<ClientId> client) {
        String address = RequestTrace.clientAddress().orElse("");
        client.ifPresent(named -> requirePatience(named, address));
        form.requireComplete();
        Response answer = answered(() -> endpoint.answer(form));
        if (answer.getStatus() == UNAUTHORIZED && form.isGuessable()) {
            client.ifPresent(named -> failures.failed(named, address));
        }
        return answer;
    }

    private void requirePatience(ClientId client, String address) {
        int wait = failures.secondsToWait(client, address);
        if (wait > 0) {
            throw OAuthException.tooManyFailures("too many failed client authentications", wait);
        }
    }

    private Response answered(Supplier<Response> answer) {
        try {
            return answer.get();
        } catch (OAuthException refusal) {
            return refusals.toResponse(refusal);
        } catch (RuntimeException fault) {
            // Whatever fails, a database that is away as well as a bug, is answered and logged here as the same mapper
            // does it
            // in Jersey. What were left out would reach the server, which knows none of the provider's answers.
            return faults.toResponse(fault);
        }
    }
}
