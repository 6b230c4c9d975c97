package dev.latchkey.sample.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Base64;

/**
 * Who is asked while clocks jump.
 *
 * @param provider whose clock is right
 * @param other whose host's clock jumps, as that of {@code api} does
 */
record JumpScene(Ground ground, Caller provider, Caller other, Caller api) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The tokens of a user, of whom the access token is a JWT. */
    Reply user() {
        return provider.token(
                ground.web(), "grant_type", "password", "username", Ground.USER, "password", Ground.PASSWORD);
    }

    Reply refreshed(Caller node, String refreshToken) {
        return node.token(ground.web(), "grant_type", "refresh_token", "refresh_token", refreshToken);
    }

    String opaque() {
        return provider.token(ground.service(), "grant_type", "client_credentials")
                .text("access_token");
    }

    /** The claims of a JWT that the node whose clock jumps has just issued. */
    JsonNode issued() throws IOException {
        String token =
                other.token(ground.web(), "grant_type", "client_credentials").text("access_token");
        return JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
    }

    void revoke(Ground.Client client, String token) {
        Reply reply = provider.post("/o/revoke_token/", client, "token", token);
        if (!reply.isGood()) {
            throw new AssertionError(reply);
        }
    }

    /** Whether the node whose clock jumps calls the token active. */
    boolean isActive(Ground.Client client, String token) {
        return other.post("/o/introspect/", client, "token", token)
                .text("active")
                .equals("true");
    }

    /** Whether the API lets the token in. */
    boolean isLetIn(String token) {
        return api.get("/users/", token).isGood();
    }
}
