package dev.latchkey.provider.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.Meter;
import dev.latchkey.provider.overload.Gate;
import dev.latchkey.provider.overload.Reception;
import dev.latchkey.provider.overload.Refusal;
import dev.latchkey.provider.overload.Refusals;
import java.util.Map;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.server.handler.DefaultHandler;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.junit.jupiter.api.Test;

final class IntakeTest {
    private final Server server = new Server();
    private final GracefulHandler counting = new GracefulHandler();
    private final ContextHandler application = new ContextHandler("/");

    IntakeTest() {
        Refusals refusals = new Refusals(request -> new Refusal(Map.of(), "busy"), new Meter());
        Gate gate = new Gate(1, request -> true, refusals);
        gate.setHandler(new DefaultHandler());
        application.setHandler(gate);
        counting.setHandler(application);
        server.setHandler(counting);
    }

    @Test
    void takesInBehindWhatCountsAndBeforeEverythingElse() {
        server.addConnector(new ServerConnector(server));

        new Intake(application).lifeCycleStarting(server);

        assertThat(counting.getHandler())
                .isInstanceOfSatisfying(
                        Reception.class,
                        reception -> assertThat(reception.getHandler()).isSameAs(application));
        assertThat(server.getInvocationType()).isEqualTo(InvocationType.NON_BLOCKING);
    }

    @Test
    void leavesHandshakesToThreadsThatMayTakeTheirTime() {
        server.addConnector(new ServerConnector(server));
        server.addConnector(new ServerConnector(server, new SslContextFactory.Server()));

        new Intake(application).lifeCycleStarting(server);

        assertThat(counting.getHandler()).isSameAs(application);
    }
}
