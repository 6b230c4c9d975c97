package dev.latchkey.provider.admin;

import dev.latchkey.accounts.User;
import dev.latchkey.provider.event.EventType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What an administrator can do to a user after a question. */
enum UserAct {
    DISABLE("disable", EventType.USER_DISABLED),
    ENABLE("enable", EventType.USER_ENABLED),
    PROMOTE("promote", EventType.USER_CHANGED),
    DEMOTE("demote", EventType.USER_CHANGED),
    PASSWORD("password", EventType.USER_PASSWORD_SET),
    SESSIONS("sessions", EventType.USER_SESSION_ENDED),
    GRANTS("grants", EventType.GRANTS_REVOKED);

    private final String word;
    private final EventType event;

    UserAct(String word, EventType event) {
        this.word = word;
        this.event = event;
    }

    /** The act of this name; empty when there is none. */
    static Optional<UserAct> named(String word) {
        return Arrays.stream(values()).filter(act -> act.word.equals(word)).findFirst();
    }

    /**
     * The acts that make sense for a user as it is.
     *
     * @param oneself whether it is the administrator who looks: nobody shuts the door behind themselves
     */
    static List<UserAct> forUser(User user, boolean oneself) {
        return Arrays.stream(values())
                .filter(act -> act.isPossible(user) && !(oneself && (act == DISABLE || act == DEMOTE)))
                .toList();
    }

    private boolean isPossible(User user) {
        return switch (this) {
            case ENABLE -> !user.enabled();
            case PROMOTE -> user.enabled() && !user.administrator();
            case DEMOTE -> user.administrator();
            case DISABLE, PASSWORD, SESSIONS, GRANTS -> user.enabled();
        };
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
        return "admin.user." + word;
    }
}
