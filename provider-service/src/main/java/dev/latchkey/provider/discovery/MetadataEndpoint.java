package dev.latchkey.provider.discovery;

import dev.latchkey.provider.client.ClientAuthenticationMethod;
import dev.latchkey.provider.endpoint.EndpointPaths;
import dev.latchkey.provider.grant.GrantHandlers;
import dev.latchkey.provider.page.Languages;
import dev.latchkey.provider.protocol.GrantType;
import dev.latchkey.provider.resource.Resources;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What this provider is and can do (RFC 8414): nothing is listed that is switched off, the implicit grant only
 * while a client is registered for it.
 */
@Path(EndpointPaths.ROOT + "/.well-known/oauth-authorization-server")
public final class MetadataEndpoint {
    private static final List<String> ASSERTION_ALGORITHMS = List.of("ES256", "RS256", "HS256");
    private static final Map<String, String> IMPLICIT = Map.of(
            "response_types_supported", "token",
            "response_modes_supported", "fragment",
            "grant_types_supported", GrantType.IMPLICIT.value());

    private final PublicDocument usual;
    private final PublicDocument withImplicit;
    private final BooleanSupplier implicit;

    /**
     * Describes the provider.
     *
     * @param implicit whether a client is registered for the implicit grant now
     */
    public MetadataEndpoint(
            String issuer,
            GrantHandlers grants,
            Resources resources,
            List<String> challengeMethods,
            BooleanSupplier implicit) {
        Map<String, Object> members = members(issuer, grants, resources, challengeMethods);
        this.usual = PublicDocument.of(members);
        this.withImplicit = PublicDocument.of(withImplicit(members));
        this.implicit = implicit;
    }

    private static Map<String, Object> members(
            String issuer, GrantHandlers grants, Resources resources, List<String> challengeMethods) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("issuer", issuer);
        members.put("authorization_endpoint", issuer + "/authorize/");
        members.put("pushed_authorization_request_endpoint", issuer + "/par/");
        members.put("device_authorization_endpoint", issuer + "/device-authorization/");
        members.put("token_endpoint", issuer + "/token/");
        members.put("jwks_uri", issuer + "/.well-known/jwks.json");
        members.put("scopes_supported", resources.scopes().values());
        members.put("ui_locales_supported", Languages.tags());
        members.put("response_types_supported", List.of("code"));
        members.put("response_modes_supported", List.of("query"));
        members.put("code_challenge_methods_supported", challengeMethods);
        members.put("authorization_response_iss_parameter_supported", true);
        members.put("prompt_values_supported", List.of("none", "login", "consent", "select_account"));
        members.put(
                "grant_types_supported",
                grants.types().stream().map(GrantType::value).toList());
        members.put("token_endpoint_auth_methods_supported", methods(method -> true));
        members.put("token_endpoint_auth_signing_alg_values_supported", ASSERTION_ALGORITHMS);
        members.put("revocation_endpoint", issuer + "/revoke_token/");
        members.put("revocation_endpoint_auth_methods_supported", methods(method -> true));
        members.put("revocation_endpoint_auth_signing_alg_values_supported", ASSERTION_ALGORITHMS);
        members.put("introspection_endpoint", issuer + "/introspect/");
        members.put(
                "introspection_endpoint_auth_methods_supported",
                methods(method -> method != ClientAuthenticationMethod.NONE));
        members.put("introspection_endpoint_auth_signing_alg_values_supported", ASSERTION_ALGORITHMS);
        members.put("status_list_aggregation_endpoint", issuer + "/status/");
        return members;
    }

    private static Map<String, Object> withImplicit(Map<String, Object> usual) {
        Map<String, Object> members = new LinkedHashMap<>(usual);
        for (Map.Entry<String, String> further : IMPLICIT.entrySet()) {
            List<?> listed = (List<?>) usual.getOrDefault(further.getKey(), List.of());
            members.put(
                    further.getKey(),
                    Stream.concat(listed.stream(), Stream.of(further.getValue()))
                            .toList());
        }
        return members;
    }

    private static List<String> methods(Predicate<ClientAuthenticationMethod> which) {
        return Arrays.stream(ClientAuthenticationMethod.values())
                .filter(which)
                .map(ClientAuthenticationMethod::word)
                .toList();
    }

    /** The document. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response metadata(@Context Request request) {
        return (implicit.getAsBoolean() ? withImplicit : usual).answer(request);
    }
}
