package dev.latchkey.provider;

import com.nimbusds.jwt.SignedJWT;
import dev.latchkey.provider.Http.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.text.ParseException;
import java.util.BitSet;
import java.util.Map;
import java.util.zip.InflaterInputStream;

/** Looks JWTs up in the status lists, as an API does. */
final class StatusListReader {
    private final Http http;

    StatusListReader(Http http) {
        this.http = http;
    }

    /** The path of the list that the access token of an answer names. */
    static String path(Answer issued) {
        return URI.create(issued.claims()
                        .path("status")
                        .path("status_list")
                        .path("uri")
                        .asText())
                .getPath();
    }

    /** Whether the access token of an answer is revoked by the list it names. */
    boolean isRevoked(Answer issued) {
        int index =
                issued.claims().path("status").path("status_list").path("idx").asInt(-1);
        return BitSet.valueOf(bits(http.get(path(issued)))).get(index);
    }

    /** The bits of a list, unpacked. */
    static byte[] bits(Answer list) {
        try {
            Map<String, Object> claim =
                    SignedJWT.parse(list.body()).getJWTClaimsSet().getJSONObjectClaim("status_list");
            byte[] zlib = java.util.Base64.getUrlDecoder().decode(String.valueOf(claim.get("lst")));
            return new InflaterInputStream(new ByteArrayInputStream(zlib)).readAllBytes();
        } catch (ParseException e) {
            throw new IllegalArgumentException(list.toString(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
