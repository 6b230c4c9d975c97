package dev.latchkey.provider.admin;

import dev.latchkey.provider.event.EventType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What an administrator can do to an application after a question. */
enum ClientAct {
    DISABLE("disable", EventType.CLIENT_DISABLED),
    ENABLE("enable", EventType.CLIENT_ENABLED),
    DELETE("delete", EventType.CLIENT_DELETED),
    END("end", EventType.GRANTS_REVOKED);

    private final String word;
    private final EventType event;

    ClientAct(String word, EventType event) {
        this.word = word;
        this.event = event;
    }

    /** The act of this name; empty when there is none. */
    static Optional<ClientAct> named(String word) {
        return Arrays.stream(values()).filter(act -> act.word.equals(word)).findFirst();
    }

    /** The acts that make sense for a client that is switched on, or off. */
    static List<ClientAct> forClient(boolean enabled) {
        return enabled ? List.of(END, DISABLE, DELETE) : List.of(ENABLE, DELETE);
    }

    /** Its name in addresses and texts. */
    String word() {
        return word;
    }

    /** What is written down about it. */
    EventType event() {
        return event;
    }

    /** Where its texts stand. */
    String key() {
        return "admin.application." + word;
    }
}
