package dev.latchkey.benchmarks.app;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.FormFields;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;

/** What the framework stands on, without it: a handler of Jetty that parses a form and answers a fixed JSON. */
public final class RawServer {
    private RawServer() {}

    /** Serves on the port that the environment names in {@code PORT}. */
    public static void main(String[] arguments) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        connector.setPort(Integer.parseInt(System.getenv("PORT")));
        server.addConnector(connector);
        server.setHandler(new FormHandler(SampleAnswer.json()));
        server.start();
        server.join();
    }

    private static final class FormHandler extends Handler.Abstract {
        private final ByteBuffer answer;

        private FormHandler(byte[] answer) {
            this.answer = ByteBuffer.wrap(answer);
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            Fields form = FormFields.getFields(request);
            response.setStatus(form.getValue("grant_type") == null ? 400 : 200);
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
            response.write(true, answer.slice(), callback);
            return true;
        }
    }
}
