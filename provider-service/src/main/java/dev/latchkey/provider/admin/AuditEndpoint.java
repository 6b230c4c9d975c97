package dev.latchkey.provider.admin;

import dev.latchkey.provider.endpoint.EndpointPaths;
import dev.latchkey.provider.endpoint.FieldProblems;
import dev.latchkey.provider.event.AuditEntry;
import dev.latchkey.provider.event.AuditPosition;
import dev.latchkey.provider.event.AuditSearch;
import dev.latchkey.provider.event.EventType;
import dev.latchkey.provider.session.LoginSession;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /o/admin/audit/}: the audit log, filtered, a page at a time, or as a file. */
@Path(EndpointPaths.ROOT + "/admin/audit")
public final class AuditEndpoint {
    private static final Slice.Room ROOM = new Slice.Room(10, 2_000);
    private static final int MAX_DETAILS = 120;
    private static final String PATH = "/admin/audit/";
    private static final List<String> TYPES = Arrays.stream(EventType.values())
            .filter(EventType::isKeptInDatabase)
            .map(EventType::word)
            .toList();

    private final AdminPages pages;
    private final AuditSearch search;

    public AuditEndpoint(AdminPages pages, AuditSearch search) {
        this.pages = pages.in("admin/audit");
        this.search = search;
    }

    /** What was audited, newest first. */
    @GET
    public Response list(
            @Context HttpHeaders headers, @Context UriInfo uri, @QueryParam("after") @Nullable String after) {
        AuditFilter filter = AuditFilter.of(uri.getQueryParameters());
        FieldProblems problems = filter.problems();
        return pages.show(
                headers,
                PATH + filter.address(""),
                session -> problems.isEmpty() ? list(session, filter, after) : form(400, session, filter, problems));
    }

    /** The form of the filter, a page of its own so that the list stays light. */
    @GET
    @Path("/filter")
    public Response filter(@Context HttpHeaders headers, @Context UriInfo uri) {
        AuditFilter filter = AuditFilter.of(uri.getQueryParameters());
        return pages.show(
                headers,
                PATH + "filter" + filter.address(""),
                session -> form(200, session, filter, new FieldProblems()));
    }

    private Response.ResponseBuilder form(
            int status, LoginSession session, AuditFilter filter, FieldProblems problems) {
        return pages.page(
                status,
                session,
                "admin-audit-filter",
                Map.of("types", TYPES, "filter", filter.values(), "errors", problems.byField()));
    }

    private Response.ResponseBuilder list(LoginSession session, AuditFilter filter, @Nullable String after) {
        Optional<AuditPosition> before = Query.read(after, AuditPosition::parse);
        List<AuditEntry> found = search.find(filter.query(), before, Slice.asked(ROOM.rows()));
        Slice<AuditEntry> slice =
                Slice.light(found, ROOM, entry -> entry.position().toString(), AuditEndpoint::texts);
        return pages.page(
                200,
                session,
                "admin-audit",
                Map.of(
                        "events",
                        slice.rows().stream().map(AuditEndpoint::row).toList(),
                        "address",
                        filter.address(""),
                        "most",
                        AuditExport.MOST,
                        "next",
                        slice.last().isEmpty() ? "" : filter.address(slice.last())));
    }

    private static String texts(AuditEntry entry) {
        return entry.actor() + entry.client() + shortened(entry.readableDetails());
    }

    private static Map<String, Object> row(AuditEntry entry) {
        return Map.of(
                "at", entry.position().at(),
                "type", entry.type(),
                "outcome", entry.outcome(),
                "actor", entry.actor(),
                "user", entry.user(),
                "client", entry.client(),
                "address", entry.address(),
                "request", entry.requestId(),
                "details", shortened(entry.readableDetails()));
    }

    // The list stays light; the file has all of it.
    private static String shortened(String details) {
        return details.codePointCount(0, details.length()) <= MAX_DETAILS
                ? details
                : details.substring(0, details.offsetByCodePoints(0, MAX_DETAILS)) + "…";
    }

    /** The same as a CSV file, {@link AuditExport#MOST} rows at most; that it was taken is audited too. */
    @GET
    @Path("/export")
    public Response export(@Context HttpHeaders headers, @Context UriInfo uri) {
        AuditFilter filter = AuditFilter.of(uri.getQueryParameters());
        return pages.show(headers, PATH + filter.address(""), session -> {
            AuditExport export = new AuditExport(search, filter.query());
            pages.record(AdminPages.event(EventType.AUDIT_EXPORTED, session)
                    .with("filter", filter.address("").replaceFirst("^\\?", "")));
            return Response.ok(export, "text/csv;charset=utf-8;header=present")
                    .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"audit.csv\"")
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .header("X-Content-Type-Options", "nosniff")
                    .header("Content-Security-Policy", "default-src 'none'; sandbox");
        });
    }
}
