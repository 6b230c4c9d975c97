package dev.latchkey.provider.application;

import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.protocol.RedirectUri;
import dev.latchkey.provider.protocol.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How an application gets its first token. Whatever somebody typed stands in these texts form-encoded: letters, digits
 * and {@code . - * _ + % = &} mean nothing to a shell or a compiler within quotes.
 */
public final class Snippets {
    /** What stands for a secret that is not shown again. */
    static final String SECRET = "CLIENT_SECRET";

    /** What stands for a redirect URI that would be most of the text each time. */
    static final String REDIRECT_URI = "REDIRECT_URI";

    private static final int VERIFIER_LENGTH = 43;
    // Of a redirect URI as it is encoded.
    private static final int LONGEST = 150;

    private final String issuer;
    private final SecureRandom random;

    public Snippets(String issuer, SecureRandom random) {
        this.issuer = issuer;
        this.random = random;
    }

    /** What the templates need: addresses and bodies, and for a code the address that a browser opens first. */
    Map<String, Object> of(Application application, String secret) {
        Client client = application.client();
        String verifier = Secret.randomText(random, VERIFIER_LENGTH);
        String body = encode(body(application, verifier));
        String credentials = application.kind().hasSecret() ? client.id() + ":" + secret : "";
        return Map.of(
                "endpoint",
                issuer + "/token/",
                "credentials",
                credentials,
                "body",
                body,
                "whole",
                encode(credentials(application, secret)) + "&" + body,
                "placeholder",
                body.contains("redirect_uri=" + REDIRECT_URI),
                "authorize",
                application.kind().hasRedirectUris() ? authorize(client, verifier) : "");
    }

    private static Map<String, String> credentials(Application application, String secret) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("client_id", application.client().id().value());
        if (application.kind().hasSecret()) {
            parameters.put("client_secret", secret);
        }
        return parameters;
    }

    private static Map<String, String> body(Application application, String verifier) {
        Map<String, String> parameters = new LinkedHashMap<>();
        switch (application.kind()) {
            case MACHINE -> parameters.put("grant_type", "client_credentials");
            case LEGACY -> {
                parameters.put("grant_type", "password");
                parameters.put("username", "USERNAME");
                parameters.put("password", "PASSWORD");
            }
            default -> {
                parameters.put("grant_type", "authorization_code");
                parameters.put("code", "CODE");
                parameters.put("redirect_uri", shortUri(application.client()));
                parameters.put("code_verifier", verifier);
            }
        }
        return parameters;
    }

    private static String shortUri(Client client) {
        String uri = redirectUri(client).value();
        return isLong(uri) ? REDIRECT_URI : uri;
    }

    private static boolean isLong(String uri) {
        return URLEncoder.encode(uri, StandardCharsets.UTF_8).length() > LONGEST;
    }

    private static RedirectUri redirectUri(Client client) {
        return client.permissions().redirectUris().get(0);
    }

    private String authorize(Client client, String verifier) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("response_type", "code");
        parameters.put("client_id", client.id().value());
        parameters.put("redirect_uri", redirectUri(client).value());
        parameters.put("code_challenge", challenge(verifier));
        parameters.put("code_challenge_method", "S256");
        return issuer + "/authorize/?" + encode(parameters);
    }

    private static String challenge(String verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    private static String encode(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
