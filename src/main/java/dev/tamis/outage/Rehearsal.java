package dev.tamis.outage;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.IOException;

/**
 * Writes, to nobody, what logs say when something breaks. Without handles no class can be loaded: who had not told of a failure before
 * died of it when he did, the thread that accepts connections among them.
 */
final class Rehearsal {

    private Rehearsal() {}

    static void of(LoggerContext logs) {
        Logger root = logs.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Exception failure = new IllegalStateException("a rehearsal", new IOException("its cause"));
        failure.addSuppressed(new IOException("suppressed"));
        LoggingEvent event = new LoggingEvent(
                Rehearsal.class.getName(), root, Level.ERROR, "{} fails", failure, new Object[] {"all"});
        root.iteratorForAppenders().forEachRemaining(each -> {
            if (each instanceof OutputStreamAppender<ILoggingEvent> lines) {
                lines.getEncoder().encode(event);
            }
        });
    }
}
