package dev.latchkey.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.spi.DeferredProcessingAware;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.dropwizard.logging.common.ConsoleAppenderFactory;
import io.dropwizard.logging.common.async.AsyncAppenderFactory;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** The appender {@code heeded}: keeps the request log of the APIs of this JVM, in the format that the configuration names. */
@JsonTypeName("heeded")
public final class HeededRequestLog<E extends DeferredProcessingAware> extends ConsoleAppenderFactory<E> {
    private static final ByteArrayOutputStream WRITTEN = new ByteArrayOutputStream();

    static void clear() {
        WRITTEN.reset();
    }

    static List<String> lines() {
        return WRITTEN.toString(UTF_8).lines().toList();
    }

    @Override
    protected OutputStreamAppender<E> appender(LoggerContext context) {
        OutputStreamAppender<E> appender = new OutputStreamAppender<>();
        appender.setName("heeded-appender");
        appender.setContext(context);
        appender.setOutputStream(WRITTEN);
        return appender;
    }

    @Override
    protected Appender<E> wrapAsync(Appender<E> appender, AsyncAppenderFactory<E> unused) {
        return appender;
    }
}
