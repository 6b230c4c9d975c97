package dev.latchkey.provider.device;

import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.client.ClientType;
import dev.latchkey.provider.limit.PendingLimit;
import dev.latchkey.provider.protocol.Handle;
import dev.latchkey.provider.protocol.HandleKind;
import dev.latchkey.provider.protocol.OAuthException;
import dev.latchkey.provider.token.Permission;
import dev.latchkey.provider.token.TokenTools;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/** Makes device codes (RFC 8628 §3.2). */
public final class DeviceCodes {
    // An expired code is told from an unknown one for that long.
    private static final Duration KEPT = Duration.ofHours(1);
    private static final int TRIES = 5;

    private final DeviceCodeStore store;
    private final TokenTools tools;
    private final SecureRandom random;
    private final DeviceSettings settings;
    private final PendingLimit limit;

    public DeviceCodes(DeviceCodeStore store, TokenTools tools, SecureRandom random, DeviceSettings settings) {
        this.store = store;
        this.tools = tools;
        this.random = random;
        this.settings = settings;
        this.limit = settings.limit(tools.clock());
    }

    DeviceSettings settings() {
        return settings;
    }

    /**
     * A new code for {@code client}, whose user code nobody else has.
     *
     * @throws OAuthException too_many_requests when too many of the client's wait
     */
    IssuedDeviceCode issue(Client client, Permission permission) {
        requireRoom(client);
        Instant validUntil = tools.clock().instant().plus(settings.lifetime());
        return Stream.generate(() -> new IssuedDeviceCode(
                        new DeviceCode(tools.ids().next(), client.id(), permission, validUntil),
                        UserCode.generate(random)))
                .limit(TRIES)
                .filter(code -> store.keep(code, settings.interval(), validUntil.plus(KEPT)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No user code is free: too many devices wait."));
    }

    private void requireRoom(Client client) {
        String id = client.id().value();
        if (client.type() == ClientType.PUBLIC) {
            limit.requireOfPublic(id);
        } else {
            limit.require(id);
        }
    }

    /** The text that the device keeps. */
    String seal(DeviceCode code) {
        return tools.sealer().seal(new Handle(HandleKind.DEVICE_CODE, code.id(), 0));
    }
}
