package dev.latchkey.provider.login;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.latchkey.provider.endpoint.RequestBody;
import dev.latchkey.provider.protocol.OAuthException;
import dev.latchkey.provider.protocol.Parameters;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/** Reads a {@link SignUpRequest} from JSON or from a form. */
@Consumes({MediaType.APPLICATION_JSON, MediaType.APPLICATION_FORM_URLENCODED})
public final class SignUpReader implements MessageBodyReader<SignUpRequest> {
    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build()
            .readerFor(JsonNode.class);

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type == SignUpRequest.class;
    }

    @Override
    public SignUpRequest readFrom(
            Class<SignUpRequest> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream in)
            throws IOException {
        byte[] body = RequestBody.read(mediaType, in);
        return mediaType.getSubtype().equals("json") ? fromJson(body) : fromForm(body);
    }

    private static SignUpRequest fromForm(byte[] body) {
        Parameters parameters = Parameters.parse(body);
        return new SignUpRequest(
                parameters.find("username").orElse(""),
                parameters.find("password").orElse(""));
    }

    private static SignUpRequest fromJson(byte[] body) throws IOException {
        try {
            JsonNode node = JSON.readTree(body);
            return new SignUpRequest(text(node, "username"), text(node, "password"));
        } catch (JsonProcessingException e) {
            throw OAuthException.invalidRequest(
                    "The body is not valid JSON. Send an object with username and password.");
        }
    }

    private static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (!value.isTextual()) {
            throw OAuthException.invalidRequest("The field " + field + " is not a string. Send it in quotes.");
        }
        return value.textValue();
    }
}
