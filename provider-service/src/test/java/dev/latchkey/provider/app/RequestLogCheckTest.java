package dev.latchkey.provider.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.access.common.spi.IAccessEvent;
import dev.latchkey.provider.bundle.UnsafeConfigurationException;
import io.dropwizard.core.server.DefaultServerFactory;
import io.dropwizard.logging.common.ConsoleAppenderFactory;
import io.dropwizard.request.logging.LogbackAccessRequestLogFactory;
import io.dropwizard.request.logging.old.LogbackClassicRequestLogFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestLogCheckTest {
    private final ConsoleAppenderFactory<IAccessEvent> appender = new ConsoleAppenderFactory<>();

    @Test
    void setsASafeFormatWhereThereIsNone() {
        RequestLogCheck.require(server(null));

        assertThat(appender.getLogFormat()).isEqualTo("%h \"%m %U %H\" %s %b %D %responseHeader{X-Request-Id}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%h \"%m %U %H\" %s %b %D", "%remoteIP %requestMethod %requestURI %protocol %statusCode %bytesSent",
                "[%t{ISO8601}] %-5m %30.50U %elapsedTime %n", "plain"
            })
    void leavesASafeFormatAlone(String format) {
        assertThatCode(() -> RequestLogCheck.require(server(format))).doesNotThrowAnyException();
        assertThat(appender.getLogFormat()).isEqualTo(format);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%r",
                "%h \"%r\" %s",
                "%-40r",
                "%.100r",
                "%20.30requestURL",
                "%m %U%q",
                "%queryString",
                "%i{Authorization}",
                "%header{Authorization}",
                "%responseHeader{Location}",
                "%reqParameter{code}",
                "%requestParameter{code}",
                "%reqCookie{session}",
                "%requestCookie{session}",
                "%reqAttribute{x}",
                "%requestAttribute{x}",
                "%S",
                "%sessionID",
                "%requestContent",
                "%responseContent",
                "%fullRequest",
                "%fullResponse",
                "%30(%m %r)",
                "common",
                "CLF",
                " combined "
            })
    void refusesAFormatThatWritesMoreThanThePath(String format) {
        assertThatThrownBy(() -> RequestLogCheck.require(server(format)))
                .isInstanceOf(UnsafeConfigurationException.class)
                .hasMessageContaining("server.requestLog: the logFormat \"" + format + "\"")
                .hasMessageContaining("use %h \"%m %U %H\" %s %b %D %responseHeader{X-Request-Id}.");
    }

    @Test
    void refusesAKindOfLogThatWritesTheWholeRequestLine() {
        DefaultServerFactory server = new DefaultServerFactory();
        LogbackClassicRequestLogFactory classic = new LogbackClassicRequestLogFactory();
        server.setRequestLogFactory(classic);

        assertThatThrownBy(() -> RequestLogCheck.require(server))
                .isInstanceOf(UnsafeConfigurationException.class)
                .hasMessageContaining("take type slim");

        classic.setAppenders(List.of());
        assertThatCode(() -> RequestLogCheck.require(server)).doesNotThrowAnyException();
    }

    @Test
    void takesTheSlimLog() {
        DefaultServerFactory server = new DefaultServerFactory();
        server.setRequestLogFactory(new SlimRequestLogFactory());

        assertThatCode(() -> RequestLogCheck.require(server)).doesNotThrowAnyException();
    }

    private DefaultServerFactory server(String format) {
        appender.setLogFormat(format);
        LogbackAccessRequestLogFactory log = new LogbackAccessRequestLogFactory();
        log.setAppenders(List.of(appender));
        DefaultServerFactory server = new DefaultServerFactory();
        server.setRequestLogFactory(log);
        return server;
    }
}
