package dev.latchkey.provider.device;

import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.clientauth.ClientAuthenticator;
import dev.latchkey.provider.endpoint.Answers;
import dev.latchkey.provider.endpoint.FormEndpoint;
import dev.latchkey.provider.endpoint.FormRequest;
import dev.latchkey.provider.grant.ScopePolicy;
import dev.latchkey.provider.protocol.ErrorCode;
import dev.latchkey.provider.protocol.GrantType;
import dev.latchkey.provider.protocol.OAuthException;
import dev.latchkey.provider.token.Permission;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code POST /o/device-authorization/}: a device asks for its codes (RFC 8628 §3.1). */
public final class DeviceAuthorizationEndpoint implements FormEndpoint {
    private final ClientAuthenticator clients;
    private final ScopePolicy scopes;
    private final DeviceCodes codes;
    private final String verificationUri;

    public DeviceAuthorizationEndpoint(
            ClientAuthenticator clients, ScopePolicy scopes, DeviceCodes codes, String issuer) {
        this.clients = clients;
        this.scopes = scopes;
        this.codes = codes;
        this.verificationUri = issuer + "/device/";
    }

    @Override
    public String name() {
        return "device-authorization";
    }

    /** Authenticates the client and answers with its codes. */
    @Override
    public Response answer(FormRequest request) {
        Client client = clients.authenticate(request.credentials());
        if (!client.mayUse(GrantType.DEVICE_CODE)) {
            throw new OAuthException(
                    ErrorCode.UNAUTHORIZED_CLIENT,
                    "This client is not registered for the device flow. Register it for the grant.");
        }
        Permission permission = scopes.permit(client, request.parameters());
        return Answers.unstored(Response.ok(answer(codes.issue(client, permission))))
                .build();
    }

    private Map<String, Object> answer(IssuedDeviceCode issued) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("device_code", codes.seal(issued.code()));
        members.put("user_code", issued.userCode().toString());
        members.put("verification_uri", verificationUri);
        members.put("verification_uri_complete", verificationUri + "?user_code=" + issued.userCode());
        members.put("expires_in", codes.settings().lifetime().toSeconds());
        members.put("interval", codes.settings().interval());
        return members;
    }
}
