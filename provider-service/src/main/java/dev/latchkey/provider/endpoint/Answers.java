package dev.latchkey.provider.endpoint;

import dev.latchkey.provider.protocol.ErrorCode;
import dev.latchkey.provider.protocol.OAuthError;
import dev.latchkey.provider.protocol.RequestTrace;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;

/** What answers of the protocol have in common. */
public final class Answers {
    private Answers() {}

    /** A JSON answer that nobody may keep (RFC 6749 §5.1). */
    public static Response.ResponseBuilder unstored(Response.ResponseBuilder response) {
        return response.type(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Pragma", "no-cache")
                .header("X-Content-Type-Options", "nosniff");
    }

    /** A JSON error (RFC 6749 §5.2). */
    public static Response.ResponseBuilder error(OAuthError error) {
        return unstored(Response.status(error.code().status()).entity(members(error)));
    }

    /** A JSON error that names the fields it is about. */
    public static Response.ResponseBuilder error(OAuthError error, Map<String, String> fields) {
        Map<String, Object> members = members(error);
        members.put("fields", fields);
        return unstored(Response.status(error.code().status()).entity(members));
    }

    private static Map<String, Object> members(OAuthError error) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("error", error.code().code());
        members.put("error_description", error.description());
        if (error.code() == ErrorCode.SERVER_ERROR) {
            // What to name when the fault is reported: the log's lines about it carry the same id.
            RequestTrace.requestId().ifPresent(id -> members.put("request_id", id));
        }
        return members;
    }
}
