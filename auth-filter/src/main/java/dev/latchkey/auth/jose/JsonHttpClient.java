package dev.latchkey.auth.jose;

import dev.latchkey.auth.http.BoundedHttpClient;
import dev.latchkey.auth.http.Deadline;
import dev.latchkey.auth.http.FetchException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;

/** Gets JSON objects by HTTP: no redirects, 256 kB at most, within a deadline that covers the body. */
final class JsonHttpClient {
    private static final int MAX_BODY = 256 * 1024;
    private static final int OK = 200;

    private final BoundedHttpClient client = new BoundedHttpClient(MAX_BODY);

    /**
     * Gets one JSON object.
     *
     * @throws FetchException if there is none in time; the message says where and why
     */
    Map<String, Object> get(URI uri, Deadline deadline) throws FetchException {
        HttpResponse<byte[]> response = client.get(uri, Map.of("Accept", "application/json"), deadline);
        if (response.statusCode() != OK) {
            throw new FetchException(uri + " answers " + response.statusCode());
        }
        try {
            return StrictJson.object(response.body());
        } catch (IOException e) {
            throw new FetchException(uri + " does not give a JSON object");
        }
    }
}
