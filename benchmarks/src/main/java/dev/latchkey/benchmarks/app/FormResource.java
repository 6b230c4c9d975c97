package dev.latchkey.benchmarks.app;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;

/** Parses a form and answers a fixed JSON: what the framework takes for itself at a token endpoint. */
@Path("/form")
public final class FormResource {
    private static final byte[] ANSWER = SampleAnswer.json();

    /** Answers; 400 to a form without {@code grant_type}. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.APPLICATION_JSON)
    public Response answer(MultivaluedMap<String, String> form) {
        boolean complete = form.getFirst("grant_type") != null;
        return complete ? Response.ok(ANSWER).build() : Response.status(400).build();
    }
}
