package dev.latchkey.provider.app;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import ch.qos.logback.core.spi.DeferredProcessingAware;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.dropwizard.logging.common.ConsoleAppenderFactory;
import io.dropwizard.logging.common.async.AsyncAppenderFactory;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The appender {@code batched-console}: takes the keys of {@code console}, makes lines on the thread that logs and writes
 * them in batches. Dropwizard's own hands each event to another thread, which is woken for it and writes it by itself, and
 * drops what is not a warning when too much is logged.
 */
@JsonTypeName("batched-console")
public final class BatchedConsoleAppenderFactory<E extends DeferredProcessingAware> extends ConsoleAppenderFactory<E> {
    @Override
    protected OutputStreamAppender<E> appender(LoggerContext context) {
        OutputStreamAppender<E> appender = new OutputStreamAppender<>();
        appender.setName("batched-console-appender");
        appender.setContext(context);
        appender.setImmediateFlush(false);
        OutputStream console = ConsoleTarget.findByName(getTarget().get()).getStream();
        appender.setOutputStream(BatchedOutput.to(new PrintStream(console, false, StandardCharsets.UTF_8)));
        return appender;
    }

    @Override
    protected Appender<E> wrapAsync(Appender<E> appender, AsyncAppenderFactory<E> unused) {
        return appender;
    }
}
