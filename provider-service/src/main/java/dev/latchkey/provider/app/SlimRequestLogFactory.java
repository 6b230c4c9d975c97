package dev.latchkey.provider.app;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.dropwizard.request.logging.RequestLogFactory;
import org.eclipse.jetty.server.RequestLog;

/**
 * The request log that {@code server.requestLog: {type: slim}} chooses: a line per request to the logger {@code
 * latchkey.requests}, whose level and appenders stand under {@code logging}.
 */
@JsonTypeName("slim")
public final class SlimRequestLogFactory implements RequestLogFactory<RequestLog> {
    @Override
    public boolean isEnabled() {
        return true;
    }

    @Override
    public RequestLog build(String name) {
        return new SlimRequestLog();
    }
}
