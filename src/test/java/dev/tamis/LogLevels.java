package dev.tamis;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.LoggerFactory;

/** How much is logged, as it was when this was made: a service that is started with levels of its own leaves them to the tests after it. */
public final class LogLevels {

    private final Map<Logger, Level> levels = new HashMap<>();

    public LogLevels() {
        loggers().getLoggerList().forEach(each -> levels.put(each, each.getLevel()));
    }

    public void restore() {
        loggers().getLoggerList().forEach(each -> each.setLevel(levels.get(each)));
    }

    private static LoggerContext loggers() {
        return (LoggerContext) LoggerFactory.getILoggerFactory();
    }
}
