package dev.latchkey.provider.authorize;

import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.grant.ScopePolicy;
import dev.latchkey.provider.protocol.CodeChallenge;
import dev.latchkey.provider.protocol.CodeChallenge.Method;
import dev.latchkey.provider.protocol.ErrorCode;
import dev.latchkey.provider.protocol.GrantType;
import dev.latchkey.provider.protocol.OAuthException;
import dev.latchkey.provider.protocol.Parameters;
import dev.latchkey.provider.token.Permission;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Judges an authorization request whose destination is known; what fails here is told to the client. */
final class AuthorizationChecks {
    /** What is judged. */
    record Asked(Client client, Parameters parameters, boolean pushed) {}

    /** One check: throws an {@link OAuthException} when the request must not go on. */
    @FunctionalInterface
    interface Check {
        void require(Asked asked);
    }

    /** All checks, in the order in which they are made. */
    private final List<Check> checks = List.of(
            AuthorizationChecks::nothingIsSentTwice,
            AuthorizationChecks::stateAndNonceAreBounded,
            AuthorizationChecks::noRequestObject,
            AuthorizationChecks::responseTypeIsRight,
            AuthorizationChecks::responseModeIsTheTypes,
            AuthorizationChecks::clientMayUseCodes,
            AuthorizationChecks::requestIsPushedWhereItMustBe,
            this::challengeIsThereWhereItMustBe);

    private static final int MAX_STATE = 4_096;
    private static final int MAX_FORM = 16_000;
    private static final int MAX_AGE_DIGITS = 9;

    private final ScopePolicy scopes;
    private final AuthorizationSettings settings;

    AuthorizationChecks(ScopePolicy scopes, AuthorizationSettings settings) {
        this.scopes = scopes;
        this.settings = settings;
    }

    /**
     * The request, if it is good.
     *
     * @param pushed whether it came by the pushed authorization request endpoint
     * @throws OAuthException with the error for the client
     */
    AuthorizationRequest require(Destination destination, Parameters parameters, boolean pushed) {
        Asked asked = new Asked(destination.client(), parameters, pushed);
        checks.forEach(check -> check.require(asked));
        Prompt prompt = Prompt.parse(parameters.find("prompt").orElse(""));
        Duration maxAge =
                parameters.find("max_age").map(AuthorizationChecks::seconds).orElse(null);
        Permission permission = scopes.permit(destination.client(), parameters);
        return bounded(
                new AuthorizationRequest(destination, permission, challenge(parameters), prompt, maxAge, parameters));
    }

    private static void nothingIsSentTwice(Asked asked) {
        if (!asked.parameters().repeated().isEmpty()) {
            throw OAuthException.invalidRequest("A parameter is sent twice. Send each parameter once.");
        }
    }

    // The nonce is OpenID Connect's and means nothing here; but it travels with the request.
    private static void stateAndNonceAreBounded(Asked asked) {
        for (String name : List.of("state", "nonce")) {
            if (asked.parameters().find(name).orElse("").length() > MAX_STATE) {
                throw OAuthException.invalidRequest("The " + name + " is longer than 4096 characters. Send less.");
            }
        }
    }

    // It travels sealed in an address or waits in a column: what does not fit there is refused here.
    private static AuthorizationRequest bounded(AuthorizationRequest request) {
        if (request.form().getBytes(StandardCharsets.UTF_8).length > MAX_FORM) {
            throw OAuthException.invalidRequest("The request is longer than 16000 bytes. Send less.");
        }
        return request;
    }

    private static void noRequestObject(Asked asked) {
        if (asked.parameters().find("request").isPresent()
                && asked.parameters().find("request_uri").isPresent()) {
            // RFC 9101 section 5.
            throw OAuthException.invalidRequest("A request has request or request_uri, not both. Leave one out.");
        }
        if (asked.parameters().find("request").isPresent()) {
            throw new OAuthException(
                    ErrorCode.REQUEST_NOT_SUPPORTED, "Request objects are not supported. Push the request instead.");
        }
        if (asked.parameters().find("request_uri").isPresent()) {
            throw new OAuthException(
                    ErrorCode.REQUEST_URI_NOT_SUPPORTED,
                    "The request_uri is none that this provider gave out. Push the request first.");
        }
    }

    private static void responseTypeIsRight(Asked asked) {
        String type = asked.parameters().require("response_type");
        if (isImplicit(asked)) {
            return;
        }
        if (type.equals("token")) {
            throw new OAuthException(
                    ErrorCode.UNAUTHORIZED_CLIENT,
                    "This client is not registered for the implicit grant. Use response_type=code with PKCE.");
        }
        if (!type.equals("code")) {
            throw new OAuthException(
                    ErrorCode.UNSUPPORTED_RESPONSE_TYPE, "The response_type is not supported. Use code.");
        }
    }

    private static boolean isImplicit(Asked asked) {
        return asked.client().policy().implicit()
                && asked.parameters().require("response_type").equals("token");
    }

    private static void responseModeIsTheTypes(Asked asked) {
        String mode = isImplicit(asked) ? "fragment" : "query";
        if (!asked.parameters().find("response_mode").orElse(mode).equals(mode)) {
            throw OAuthException.invalidRequest(
                    "The response_mode is not supported for this response_type. Leave it out.");
        }
    }

    private static void clientMayUseCodes(Asked asked) {
        if (!isImplicit(asked) && !asked.client().mayUse(GrantType.AUTHORIZATION_CODE)) {
            throw new OAuthException(
                    ErrorCode.UNAUTHORIZED_CLIENT,
                    "This client is not registered for the authorization_code grant. Register it, or use another.");
        }
    }

    private static void requestIsPushedWhereItMustBe(Asked asked) {
        if (asked.client().policy().pushedRequestRequired() && !asked.pushed()) {
            throw OAuthException.invalidRequest(
                    "This client must push its authorization requests. Send this one to the par endpoint first.");
        }
    }

    private void challengeIsThereWhereItMustBe(Asked asked) {
        boolean absent = challenge(asked.parameters()) == null;
        if (absent && asked.client().policy().pkceRequired() && !isImplicit(asked)) {
            throw OAuthException.invalidRequest("Code challenge required.");
        }
    }

    private @Nullable CodeChallenge challenge(Parameters parameters) {
        Optional<String> value = parameters.find("code_challenge");
        Optional<String> method = parameters.find("code_challenge_method");
        if (value.isEmpty() && method.isPresent()) {
            throw OAuthException.invalidRequest("Code challenge required.");
        }
        // Without a method it is plain (RFC 7636 §4.3).
        return value.map(text -> new CodeChallenge(method(method.orElse(Method.PLAIN.word())), text))
                .orElse(null);
    }

    private Method method(String word) {
        if (word.equals(Method.S256.word())) {
            return Method.S256;
        }
        if (word.equals(Method.PLAIN.word()) && settings.plainCodeChallenge()) {
            return Method.PLAIN;
        }
        throw OAuthException.invalidRequest("The code_challenge_method is not supported. Use S256.");
    }

    private static Duration seconds(String text) {
        if (!text.matches("[0-9]{1," + MAX_AGE_DIGITS + "}")) {
            throw OAuthException.invalidRequest("The max_age is no number of seconds. Send digits only.");
        }
        return Duration.ofSeconds(Long.parseLong(text));
    }
}
