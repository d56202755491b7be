package dev.tamis.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Nothing that a client sends can look like a line of the log, or move the cursor of whoever reads it. */
@ApiNodeTest
class LogLinesTest {

    @Test
    void aMessageCannotForgeALine() {
        String written = written("got \"x\n2026-11-27 FORGED\r\u001b[31mred\u0085\u2028\"", null);

        assertThat(written)
                .contains("got \"x\n  | 2026-11-27 FORGED??[31mred??\"")
                .endsWith("\n");
        assertThat(written).contains(" INFO ").contains("web.Someone");
    }

    @Test
    void neitherCanAnException() {
        String written = written(
                "failed",
                new IllegalStateException(
                        "x\n2026-11-27 FORGED\u001b[31m", new IllegalArgumentException("y\nFORGED TOO")));

        assertThat(written)
                .contains("java.lang.IllegalStateException: x\n  | 2026-11-27 FORGED?[31m")
                .contains("y\n  | FORGED TOO")
                .contains("\nCaused by: java.lang.IllegalArgumentException")
                .contains("\n\tat ");
    }

    private static String written(String message, Throwable thrown) {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ConsoleAppender<ILoggingEvent> console = (ConsoleAppender<ILoggingEvent>) root.getAppender("CONSOLE");
        Logger someone = (Logger) LoggerFactory.getLogger("web.Someone");
        LoggingEvent event = new LoggingEvent("x", someone, Level.INFO, message, thrown, null);
        return new String(console.getEncoder().encode(event), StandardCharsets.UTF_8);
    }
}
