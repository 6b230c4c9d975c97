package dev.latchkey.provider.event;

import dev.latchkey.provider.client.ClientId;

/**
 * Who acted.
 *
 * @param word {@code user:} and an id, {@code client:} and an id, {@code cli}, {@code system} or {@code anonymous}
 */
public record Actor(String word) {
    /** Who runs {@code ./latchkey} on the server. */
    public static final Actor COMMAND_LINE = new Actor("cli");

    /** The provider itself, of its own accord. */
    public static final Actor SYSTEM = new Actor("system");

    /** Somebody who has not shown who they are. */
    public static final Actor ANONYMOUS = new Actor("anonymous");

    /** The user with this id. */
    public static Actor user(long id) {
        return new Actor("user:" + id);
    }

    /** An authenticated client. */
    public static Actor client(ClientId id) {
        return new Actor("client:" + id);
    }

    @Override
    public String toString() {
        return word;
    }
}
