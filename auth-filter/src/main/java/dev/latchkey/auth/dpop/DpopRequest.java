package dev.latchkey.auth.dpop;

import java.net.URI;
import java.util.List;

/**
 * What a proof has to fit.
 *
 * @param proofs the values of the header {@code DPoP}
 * @param method the HTTP method
 * @param uri the URI as the application sees it
 * @param token the access token
 */
public record DpopRequest(List<String> proofs, String method, URI uri, String token) {
    /** Copies the headers. */
    public DpopRequest {
        proofs = List.copyOf(proofs);
    }

    /** Names what is asked for, without token and proof. */
    @Override
    public String toString() {
        return "DpopRequest[" + method + " " + uri.getRawPath() + "]";
    }
}
