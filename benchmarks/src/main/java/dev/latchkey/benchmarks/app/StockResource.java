package dev.latchkey.benchmarks.app;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The same person, behind Dropwizard's own filter. */
@Path("/users/1")
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
public final class StockResource {
    /** The person. */
    @GET
    public Person show() {
        return Person.ALICE;
    }
}
