package dev.latchkey.provider.store;

import dev.latchkey.provider.token.AccessState;
import dev.latchkey.provider.token.Grant;
import dev.latchkey.provider.token.GrantStatus;
import dev.latchkey.provider.token.RefreshState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** One statement that takes several grants of {@code oauth_grant} a step further, each from the state it was read in. */
final class GrantSteps {
    private static final List<String> COLUMNS = List.of(
            "generation",
            "replaced_at",
            "access_sequence",
            "access_scope",
            "access_issued_at",
            "access_expires_at",
            "expires_at",
            "status_list",
            "status_index",
            "status_until",
            "old_status_list",
            "old_status_index",
            "old_status_until");

    // For each power of two steps.
    private static final List<String> UPDATES =
            Stream.of(1, 2, 4, 8, 16).map(GrantSteps::sql).toList();

    private GrantSteps() {}

    /** Takes the steps, of different grants, and returns how many of these were still in the state before. */
    static int take(Handle handle, List<GrantStep> steps) {
        List<GrantStep> padded = Rows.padded(steps);
        String update = UPDATES.get(Integer.numberOfTrailingZeros(padded.size()));
        return Rows.bindAll(handle.createUpdate(update), values(padded)).execute();
    }

    private static String sql(int steps) {
        String next = COLUMNS.stream()
                .map(column -> column + " = " + byId(column, steps))
                .collect(Collectors.joining(", "));
        return "UPDATE oauth_grant SET " + next + " WHERE id IN (" + Rows.places(steps) + ") AND generation = "
                + byId("generation", steps) + " AND access_sequence = " + byId("access_sequence", steps)
                + " AND revoked_at IS NULL";
    }

    // The column at the end is never taken: it gives the values their type, without which bytes would become
    // characters.
    private static String byId(String column, int steps) {
        return "CASE id" + " WHEN ? THEN ?".repeat(steps) + " ELSE " + column + " END";
    }

    private static List<@Nullable Object> values(List<GrantStep> steps) {
        List<List<@Nullable Object>> next =
                steps.stream().map(step -> next(step.after())).toList();
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < COLUMNS.size(); i++) {
            int column = i;
            addById(values, steps, step -> next.get(step).get(column));
        }
        steps.forEach(step -> values.add(step.before().id().bytes()));
        addById(values, steps, step -> steps.get(step).before().refresh().generation());
        addById(values, steps, step -> steps.get(step).before().access().sequence());
        return values;
    }

    private static void addById(
            List<@Nullable Object> values, List<GrantStep> steps, IntFunction<@Nullable Object> value) {
        for (int step = 0; step < steps.size(); step++) {
            values.add(steps.get(step).before().id().bytes());
            values.add(value.apply(step));
        }
    }

    private static List<@Nullable Object> next(Grant grant) {
        AccessState access = grant.access();
        RefreshState refresh = grant.refresh();
        GrantStatus status = grant.status();
        return Arrays.asList(
                refresh.generation(),
                Rows.packed(refresh.replacedAt()),
                access.sequence(),
                Rows.bytes(access.scope().toString()),
                access.issuedAt().toEpochMilli(),
                access.expiresAt().toEpochMilli(),
                refresh.expiresAt().toEpochMilli(),
                StatusRows.list(status.current()),
                StatusRows.number(status.current()),
                StatusRows.until(status.current()),
                StatusRows.list(status.previous()),
                StatusRows.number(status.previous()),
                StatusRows.until(status.previous()));
    }
}
