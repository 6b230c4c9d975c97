package dev.latchkey.provider.app;

import dev.latchkey.provider.endpoint.RequestIds;
import java.util.Objects;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.NanoTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one line per request to the logger {@code latchkey.requests}: address, method and path, status, bytes,
 * milliseconds, request id. It reads nothing else of the request, so that nothing secret can get in and it costs little.
 */
final class SlimRequestLog implements RequestLog {
    private static final Logger LOG = LoggerFactory.getLogger("latchkey.requests");
    private static final Pattern UNPRINTABLE = Pattern.compile("[^!-~]");
    private static final int MAX_PATH = 500;

    @Override
    public void log(Request request, Response response) {
        LOG.info(
                "{} \"{} {} {}\" {} {} {} {}",
                Request.getRemoteAddr(request),
                plain(request.getMethod()),
                plain(request.getHttpURI().getPath()),
                request.getConnectionMetaData().getHttpVersion(),
                response.getStatus(),
                Response.getContentBytesWritten(response),
                NanoTime.millisSince(request.getBeginNanoTime()),
                Objects.requireNonNullElse(response.getHeaders().get(RequestIds.HEADER), "-"));
    }

    // Methods and paths are the sender's words.
    private static String plain(String words) {
        String kept = words.length() > MAX_PATH ? words.substring(0, MAX_PATH) : words;
        return UNPRINTABLE.matcher(kept).find() ? UNPRINTABLE.matcher(kept).replaceAll("?") : kept;
    }
}
