package dev.latchkey.provider.admin;

import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.endpoint.FieldProblems;
import dev.latchkey.provider.event.Actor;
import dev.latchkey.provider.event.AuditQuery;
import dev.latchkey.provider.event.EventType;
import dev.latchkey.provider.event.Outcome;
import dev.latchkey.provider.page.PageRefusedException;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The filter of the audit log as it stands in the address; empty fields do not matter.
 *
 * @param type the name of an event
 * @param outcome {@code success} or {@code failure}
 * @param actor who acted, such as {@code user:7}
 * @param user the id of the user it concerned
 * @param client the client it concerned
 * @param from the earliest minute, UTC
 * @param until the minute before which it was, UTC
 */
record AuditFilter(String type, String outcome, String actor, String user, String client, String from, String until) {
    private static final Pattern ACTOR = Pattern.compile("[!-~]{1,220}");

    /** Reads the parameters of an address. */
    static AuditFilter of(MultivaluedMap<String, String> parameters) {
        return new AuditFilter(
                Query.text(parameters.getFirst("type")),
                Query.text(parameters.getFirst("outcome")),
                Query.text(parameters.getFirst("actor")),
                Query.text(parameters.getFirst("user")),
                Query.text(parameters.getFirst("client")),
                Query.text(parameters.getFirst("from")),
                Query.text(parameters.getFirst("until")));
    }

    /**
     * What to look for.
     *
     * @throws PageRefusedException 400 when a field cannot be read
     */
    AuditQuery query() {
        return new AuditQuery(
                Query.read(type, EventType::named).orElse(null),
                Query.read(outcome, Outcome::named).orElse(null),
                Query.read(actor, AuditFilter::parseActor).orElse(null),
                Query.read(user, Query::number).orElse(null),
                Query.read(client, ClientId::parse).orElse(null),
                Query.read(from, Query::moment).orElse(null),
                Query.read(until, Query::moment).orElse(null));
    }

    /** The fields that cannot be read, for the form. */
    FieldProblems problems() {
        FieldProblems problems = new FieldProblems();
        require(problems, "type", type, EventType::named);
        require(problems, "outcome", outcome, Outcome::named);
        require(problems, "actor", actor, AuditFilter::parseActor);
        require(problems, "user", user, Query::number);
        require(problems, "client", client, ClientId::parse);
        require(problems, "from", from, Query::moment);
        require(problems, "until", until, Query::moment);
        return problems;
    }

    private static void require(
            FieldProblems problems, String field, String text, Function<String, ? extends Optional<?>> parse) {
        if (!text.isEmpty() && parse.apply(text).isEmpty()) {
            problems.add(field, "admin.audit.wrong");
        }
    }

    private static Optional<Actor> parseActor(String text) {
        return ACTOR.matcher(text).matches() ? Optional.of(new Actor(text)) : Optional.empty();
    }

    /** The filter in an address, with the place where the next page begins. */
    String address(String after) {
        return Query.of(
                "type", type, "outcome", outcome, "actor", actor, "user", user, "client", client, "from", from, "until",
                until, "after", after);
    }

    /** The fields by name, for the template. */
    Map<String, String> values() {
        return Map.of(
                "type", type,
                "outcome", outcome,
                "actor", actor,
                "user", user,
                "client", client,
                "from", from,
                "until", until);
    }
}
