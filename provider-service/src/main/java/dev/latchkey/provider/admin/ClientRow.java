package dev.latchkey.provider.admin;

import dev.latchkey.provider.client.ClientId;
import java.util.Map;

/**
 * A client as it is listed.
 *
 * @param id its id
 * @param name what people see
 * @param owner the name of the user who registered it; empty for none
 * @param enabled whether it may do anything at all
 */
public record ClientRow(ClientId id, String name, String owner, boolean enabled) {
    Map<String, Object> values() {
        return Map.of("id", id.value(), "name", name, "owner", owner, "enabled", enabled);
    }
}
