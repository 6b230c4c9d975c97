package dev.latchkey.provider.authorize;

import dev.latchkey.provider.protocol.OAuthError;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The addresses that answers to a client go to (RFC 6749 §4.1.2), each with the issuer (RFC 9207 §2). */
final class ClientRedirect {
    private final String issuer;

    ClientRedirect(String issuer) {
        this.issuer = issuer;
    }

    /** The address with what was issued. */
    String success(Destination destination, Map<String, String> issued) {
        return address(destination, issued);
    }

    /** The address with an error. */
    String error(Destination destination, OAuthError error) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("error", error.code().code());
        parameters.put("error_description", error.description());
        return address(destination, parameters);
    }

    private String address(Destination destination, Map<String, String> answer) {
        Map<String, String> parameters = new LinkedHashMap<>(answer);
        if (destination.state() != null) {
            parameters.put("state", destination.state());
        }
        parameters.put("iss", issuer);
        String uri = destination.redirectUri().value();
        return uri
                + separator(destination)
                + parameters.entrySet().stream()
                        .map(parameter -> parameter.getKey() + "=" + encoded(parameter.getValue()))
                        .collect(Collectors.joining("&"));
    }

    private static String separator(Destination destination) {
        if (destination.fragment()) {
            return "#";
        }
        return destination.redirectUri().value().indexOf('?') < 0 ? "?" : "&";
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
