package dev.latchkey.provider.admin;

import dev.latchkey.provider.endpoint.EndpointPaths;
import dev.latchkey.provider.event.Activity;
import dev.latchkey.provider.session.LoginSession;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** {@code /o/admin/}: what this node did in the last hour. */
@Path(EndpointPaths.ROOT + "/admin")
public final class OverviewEndpoint {
    private static final int MOST = 5;
    // Of the plot over time, and of the widest bar beside a number; in its own units.
    private static final int HEIGHT = 100;
    private static final int WIDTH = 100;
    private static final int BAR = 10;
    // The table says the same in fewer rows.
    private static final int MINUTES_PER_ROW = 10;

    private final AdminPages pages;
    private final Activity activity;

    public OverviewEndpoint(AdminPages pages, Activity activity) {
        this.pages = pages.in("admin");
        this.activity = activity;
    }

    /** Tokens per minute, refusals by code, the busiest clients. */
    @GET
    public Response show(@Context HttpHeaders headers) {
        return pages.show(headers, "/admin/", this::show);
    }

    private Response.ResponseBuilder show(LoginSession session) {
        List<Long> issued = activity.issuedByMinute();
        long most = issued.stream().mapToLong(Long::longValue).max().orElse(0);
        return pages.page(
                200,
                session,
                "admin",
                Map.of(
                        "total", issued.stream().mapToLong(Long::longValue).sum(),
                        "most", most,
                        "first", first(),
                        "now", activity.thisMinute(),
                        "plot", plot(issued, most),
                        "width", Activity.MINUTES * BAR,
                        "rows", rows(issued),
                        "errors", bars(activity.errors(MOST)),
                        "clients", bars(activity.clients(MOST))));
    }

    /** A path of bars that stand side by side, as high as they count. */
    private static String plot(List<Long> counts, long most) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < counts.size(); i++) {
            long height = scaled(counts.get(i), most, HEIGHT);
            if (height > 0) {
                path.append("M%d %dv-%dh%dv%dz".formatted(i * BAR + 1, HEIGHT, height, BAR - 2, height));
            }
        }
        return path.toString();
    }

    // At least one unit for whatever is not nothing.
    private static long scaled(long count, long most, int size) {
        return count == 0 ? 0 : Math.max(1, count * size / most);
    }

    private Instant first() {
        return activity.thisMinute().minus(Duration.ofMinutes(Activity.MINUTES - 1L));
    }

    private List<Map<String, Object>> rows(List<Long> issued) {
        Instant first = first();
        return IntStream.range(0, issued.size() / MINUTES_PER_ROW)
                .mapToObj(row -> row(first, issued, row * MINUTES_PER_ROW))
                .toList();
    }

    private static Map<String, Object> row(Instant first, List<Long> issued, int begin) {
        long sum = issued.subList(begin, begin + MINUTES_PER_ROW).stream()
                .mapToLong(Long::longValue)
                .sum();
        return Map.of("from", first.plus(Duration.ofMinutes(begin)), "count", sum);
    }

    private static List<Map<String, Object>> bars(Map<String, Long> counts) {
        long most = counts.values().stream().mapToLong(Long::longValue).max().orElse(0);
        return counts.entrySet().stream()
                .map(entry -> Map.<String, Object>of(
                        "name",
                        entry.getKey(),
                        "count",
                        entry.getValue(),
                        "width",
                        scaled(entry.getValue(), most, WIDTH)))
                .toList();
    }
}
