package dev.latchkey.benchmarks.load;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Writes HTTP/1.1 requests as they go over the wire. */
public final class Request {
    private static final String HOST = "Host: localhost\r\n";

    private Request() {}

    /** A GET; {@code authorization} is the header's value, empty for none. */
    public static byte[] get(String path, String authorization) {
        return bytes("GET " + path + " HTTP/1.1\r\n" + HOST + header(authorization) + "Accept: */*\r\n\r\n");
    }

    /** A POST of a form, which is encoded already. */
    public static byte[] post(String path, String authorization, String form) {
        return bytes("POST " + path + " HTTP/1.1\r\n" + HOST + header(authorization)
                + "Accept: */*\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length()
                + "\r\n\r\n" + form);
    }

    /** The value of the header for HTTP Basic, the parts encoded as RFC 6749 §2.3.1 wants them. */
    public static String basic(String id, String secret) {
        String pair = encode(id) + ":" + encode(secret);
        return "Basic " + Base64.getEncoder().encodeToString(bytes(pair));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String header(String authorization) {
        return authorization.isEmpty() ? "" : "Authorization: " + authorization + "\r\n";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
