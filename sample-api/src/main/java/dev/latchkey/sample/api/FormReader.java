package dev.latchkey.sample.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.net.URLDecoder;
import org.jspecify.annotations.Nullable;

/** Reads a form as if it were the JSON object with the same fields; a field sent several times is a list. */
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public final class FormReader implements MessageBodyReader<Record> {
    private final ObjectMapper mapper;
    private final ObjectReader reader;

    /** Reads with this mapper. */
    public FormReader(ObjectMapper mapper) {
        this.mapper = mapper;
        this.reader = mapper.reader().with(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY);
    }

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type.isRecord();
    }

    @Override
    public Record readFrom(
            Class<Record> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        ObjectNode object = mapper.createObjectNode();
        for (String pair : new String(body.readAllBytes(), UTF_8).split("&", -1)) {
            add(object, pair);
        }
        return reader.forType(type).readValue(object);
    }

    private static void add(ObjectNode object, String pair) {
        if (pair.isEmpty()) {
            return;
        }
        int equals = pair.indexOf('=');
        String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
        put(object, name, value);
    }

    private static void put(ObjectNode object, String name, String value) {
        if (!object.has(name)) {
            object.put(name, value);
            return;
        }
        ArrayNode values = arrayIn(object, name);
        values.add(value);
    }

    private static ArrayNode arrayIn(ObjectNode object, String name) {
        if (object.get(name) instanceof ArrayNode values) {
            return values;
        }
        ArrayNode values = object.arrayNode().add(object.get(name));
        object.set(name, values);
        return values;
    }

    private static String decoded(@Nullable String text) {
        try {
            return text == null ? "" : URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException e) {
            throw ApiException.unreadable("The form is not encoded correctly: after % come two hexadecimal digits.");
        }
    }
}
