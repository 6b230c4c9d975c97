package dev.latchkey.auth.jose;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Map;

/** Reads JSON objects from strangers: no duplicate members (RFC 8725 section 2.4), nothing deep, nothing huge. */
public final class StrictJson {
    private static final int MAX_DEPTH = 16;
    private static final int MAX_NUMBER_LENGTH = 40;
    private static final int MAX_NAME_LENGTH = 256;
    // A status list is one text. Whoever reads from strangers bounds the document before.
    private static final int MAX_STRING_LENGTH = 8 * 1024 * 1024;

    private static final ObjectReader READER = JsonMapper.builder(factory())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerForMapOf(Object.class);

    private static final ObjectWriter WRITER = new JsonMapper().writer();

    private StrictJson() {}

    /**
     * Reads one JSON object.
     *
     * @throws IOException if the bytes are anything else
     */
    public static Map<String, Object> object(byte[] json) throws IOException {
        Map<String, Object> object = READER.readValue(json);
        if (object == null) {
            throw new IOException("not a JSON object");
        }
        return object;
    }

    /** Writes an object of JSON values. */
    static byte[] bytes(Map<String, ?> object) {
        try {
            return WRITER.writeValueAsBytes(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Maps of JSON values can be written as JSON", e);
        }
    }

    private static JsonFactory factory() {
        return JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxNumberLength(MAX_NUMBER_LENGTH)
                        .maxNameLength(MAX_NAME_LENGTH)
                        .maxStringLength(MAX_STRING_LENGTH)
                        .build())
                .build();
    }
}
