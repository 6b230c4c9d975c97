package dev.latchkey.benchmarks.app;

import dev.latchkey.auth.RequiresScope;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The same person, behind Latchkey's filter and a scope. */
@Path("/users/1")
@RequiresScope("read")
@Produces(MediaType.APPLICATION_JSON)
public final class GuardedResource {
    /** The person. */
    @GET
    public Person show() {
        return Person.ALICE;
    }
}
