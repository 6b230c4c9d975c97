package dev.latchkey.provider.outbound;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** One GET over one connection; closing it from another thread ends it, whether it has begun or not. */
final class Exchange implements AutoCloseable {
    private static final int SILENCE_MILLIS = 3_000;

    private static final int MAX_ANSWER = 65_536;

    private final Supplier<SSLSocketFactory> tls;
    private final Socket socket = new Socket();

    Exchange(Supplier<SSLSocketFactory> tls) {
        this.tls = tls;
    }

    FetchedJson get(Destination destination) throws IOException, FetchRefusedException {
        socket.setSoTimeout(SILENCE_MILLIS);
        socket.connect(new InetSocketAddress(destination.address(), destination.port()), SILENCE_MILLIS);
        Socket channel = destination.isSecure() ? secured(destination) : socket;
        channel.getOutputStream().write(request(destination).getBytes(StandardCharsets.US_ASCII));
        channel.getOutputStream().flush();
        return new AnswerReader(new CappedInput(new BufferedInputStream(channel.getInputStream()), MAX_ANSWER)).read();
    }

    // The certificate must be the name's, although the connection is to the checked address.
    private Socket secured(Destination destination) throws IOException {
        SSLSocket channel =
                (SSLSocket) tls.get().createSocket(socket, destination.uri().getHost(), destination.port(), true);
        SSLParameters parameters = channel.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        channel.setSSLParameters(parameters);
        channel.startHandshake();
        return channel;
    }

    private static String request(Destination destination) {
        return "GET " + destination.target() + " HTTP/1.1\r\nHost: "
                + destination.uri().getRawAuthority()
                + "\r\nAccept: application/json, application/jwk-set+json\r\nAccept-Encoding: identity"
                + "\r\nUser-Agent: Latchkey\r\nConnection: close\r\n\r\n";
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
