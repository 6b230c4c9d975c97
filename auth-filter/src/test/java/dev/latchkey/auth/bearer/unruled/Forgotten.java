package dev.latchkey.auth.bearer.unruled;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** A resource without a rule, in a package of its own to be found by scanning. */
@Path("/forgotten")
public final class Forgotten {
    @GET
    public String secret() {
        return "secret";
    }
}
