package dev.latchkey.sample.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/** Requests as they go over the wire, to be sent in parts or to be abandoned. */
final class RawRequest {
    private RawRequest() {}

    /** A token request with the form of these names and values in turn. */
    static String token(Ground.Client client, String... pairs) {
        String body = Caller.form(pairs);
        String basic = Base64.getEncoder().encodeToString((client.id() + ":" + client.secret()).getBytes(UTF_8));
        return "POST /o/token/ HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic " + basic
                + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body;
    }
}
