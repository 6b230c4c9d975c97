package dev.latchkey.auth.bundle;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Has a refusal say {@code Connection: close} where its request's body has not come yet (RFC 9112 section 9.3): the server
 * closes such a connection, and a client that is not told sends its next request on it. Of a body that is there already
 * nothing is said, and the connection stays.
 */
final class UnreadBodyFilter implements Filter {
    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        ServletContextRequest.getServletContextRequest(request).addHttpStreamWrapper(Refusing::new);
        chain.doFilter(request, response);
    }

    /** Looks for the rest of the body before a refusal's head is written: where it is missing the server adds the header. */
    private static final class Refusing extends HttpStream.Wrapper {
        Refusing(HttpStream stream) {
            super(stream);
        }

        @Override
        public void send(
                MetaData.Request request,
                MetaData.@Nullable Response response,
                boolean last,
                @Nullable ByteBuffer content,
                Callback callback) {
            if (response != null && response.getStatus() >= HttpStatus.BAD_REQUEST_400) {
                consumeAvailable();
            }
            super.send(request, response, last, content, callback);
        }
    }
}
