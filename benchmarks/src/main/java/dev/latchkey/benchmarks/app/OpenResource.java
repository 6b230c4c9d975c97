package dev.latchkey.benchmarks.app;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** A person, for everybody. */
@Path("/users/1")
@Produces(MediaType.APPLICATION_JSON)
public final class OpenResource {
    /** The person. */
    @GET
    public Person show() {
        return Person.ALICE;
    }
}
