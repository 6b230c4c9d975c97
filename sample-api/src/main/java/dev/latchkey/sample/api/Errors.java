package dev.latchkey.sample.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.latchkey.accounts.PasswordHasherBusyException;
import dev.latchkey.accounts.database.DatabaseFaults;
import io.dropwizard.jersey.setup.JerseyEnvironment;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.io.CharConversionException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever goes wrong into JSON: refusals as they are, faults without a word about their insides. */
public final class Errors {
    private static final Logger LOG = LoggerFactory.getLogger(Errors.class);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int DATABASE_RETRY_AFTER_SECONDS = 5;
    private static final int BAD_REQUEST = 400;
    private static final int SERVER_ERROR = 500;
    private static final int UNAVAILABLE = 503;
    private static final Map<Integer, ApiError> STANDARD = Map.of(
            BAD_REQUEST,
            ApiError.of("invalid_request", "The request cannot be read: check its syntax."),
            404,
            ApiError.of("not_found", "There is nothing at this address: check the path."),
            405,
            ApiError.of("method_not_allowed", "This address does not take this method: see the header Allow."),
            406,
            ApiError.of("not_acceptable", "Answers are JSON: send Accept: application/json or none."),
            415,
            ApiError.of("unsupported_media_type", "Send application/json or application/x-www-form-urlencoded."));

    private Errors() {}

    /** Registers the mappers in place of the framework's. */
    public static void register(JerseyEnvironment jersey) {
        jersey.register(new OfApi());
        jersey.register(new OfHttp());
        jersey.register(new OfJson());
        jersey.register(new OfText());
        jersey.register(new OfDatabase());
        jersey.register(new OfHasher());
        jersey.register(new OfEverythingElse());
    }

    // Jersey finds out what a mapper is for by its class: a lambda would not do.
    private static final class OfApi implements ExceptionMapper<ApiException> {
        @Override
        public Response toResponse(ApiException refusal) {
            return json(Response.status(refusal.status()), refusal.error());
        }
    }

    private static final class OfHttp implements ExceptionMapper<WebApplicationException> {
        @Override
        public Response toResponse(WebApplicationException refusal) {
            Response response = refusal.getResponse();
            if (response.hasEntity() || response.getStatusInfo().getFamily() == Response.Status.Family.REDIRECTION) {
                return response;
            }
            if (response.getStatus() >= SERVER_ERROR) {
                return fault(refusal);
            }
            return json(Response.fromResponse(response), standard(response.getStatus()));
        }
    }

    private static final class OfJson implements ExceptionMapper<JsonProcessingException> {
        @Override
        public Response toResponse(JsonProcessingException fault) {
            ApiException refusal = JsonFaults.explain(fault);
            return json(Response.status(refusal.status()), refusal.error());
        }
    }

    private static final class OfText implements ExceptionMapper<CharConversionException> {
        @Override
        public Response toResponse(CharConversionException fault) {
            return json(Response.status(BAD_REQUEST), standard(BAD_REQUEST));
        }
    }

    private static final class OfDatabase implements ExceptionMapper<JdbiException> {
        @Override
        public Response toResponse(JdbiException fault) {
            if (!DatabaseFaults.isUnavailable(fault)) {
                return fault(fault);
            }
            LOG.warn("The database cannot be used: {}", fault.getMessage());
            return unavailable(
                    DATABASE_RETRY_AFTER_SECONDS, "The database cannot be used at present: try again later.");
        }
    }

    private static final class OfHasher implements ExceptionMapper<PasswordHasherBusyException> {
        @Override
        public Response toResponse(PasswordHasherBusyException busy) {
            return unavailable(busy.retryAfterSeconds(), "Too many passwords are being stored: try again later.");
        }
    }

    private static final class OfEverythingElse implements ExceptionMapper<Throwable> {
        @Override
        public Response toResponse(Throwable fault) {
            return fault(fault);
        }
    }

    /** 503 with {@code Retry-After}. */
    public static Response unavailable(long retryAfterSeconds, String description) {
        return json(
                Response.status(UNAVAILABLE).header(HttpHeaders.RETRY_AFTER, retryAfterSeconds),
                ApiError.of("temporarily_unavailable", description));
    }

    private static Response fault(Throwable fault) {
        byte[] number = new byte[8];
        RANDOM.nextBytes(number);
        String id = HexFormat.of().formatHex(number);
        LOG.error("Fault {}", id, fault);
        return json(
                Response.status(SERVER_ERROR),
                ApiError.of("server_error", "Something went wrong here: tell the operator the number " + id + "."));
    }

    private static ApiError standard(int status) {
        return STANDARD.getOrDefault(status, ApiError.of("invalid_request", "The request is refused."));
    }

    private static Response json(Response.ResponseBuilder response, ApiError error) {
        return response.type(MediaType.APPLICATION_JSON_TYPE).entity(error).build();
    }
}
