package dev.tamis.access;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.Duration;
import ch.qos.logback.core.util.FileSize;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the lines of {@link AuditLog} to files of their own, as they are, in place of the service's log. */
final class AuditFile {

    private static final Logger LOG = LoggerFactory.getLogger(AuditFile.class);

    private static final String APPENDER = "audit";

    private static final int FILES_KEPT = 9;

    /** Who is refused chooses how many lines that makes: enough to see what happens. */
    private static final int REFUSED_KEPT = 2;

    private static final String FILE_SIZE = "10MB";

    private final Path file;
    private final LoggerContext loggers;

    /**
     * @param file is made readable by its owner alone; when it has grown to 10 MB it becomes {@code <file>.1}, of which nine are kept. What
     *     was refused lies in {@code <name>-refused.<ending>} beside it, of which two more are kept
     */
    AuditFile(Path file, LoggerContext loggers) {
        this.file = file;
        this.loggers = loggers;
    }

    /** From now on, for the whole process. */
    void open() {
        open(file, AuditLog.LOGGER, FILES_KEPT);
        open(refused(file), AuditLog.REFUSED, REFUSED_KEPT);
    }

    static Path refused(Path file) {
        String name = file.getFileName().toString();
        int ending = name.lastIndexOf('.') < 0 ? name.length() : name.lastIndexOf('.');
        return file.resolveSibling(name.substring(0, ending) + "-refused" + name.substring(ending));
    }

    /** A file that cannot be made leaves the lines in the service's log. */
    private void open(Path to, String name, int kept) {
        try {
            PrivateFiles.create(to);
            if (!Files.isWritable(to.toAbsolutePath().getParent())) {
                throw new IOException("the folder is not writable");
            }
        } catch (IOException impossible) {
            LOG.warn("Who does what is noted in this log, for {} cannot be written: {}", to, impossible.toString());
            return;
        }
        ch.qos.logback.classic.Logger logger = loggers.getLogger(name);
        logger.detachAndStopAllAppenders();
        logger.addAppender(appender(to, kept));
        logger.setAdditive(false);
    }

    /** Each file that follows another is its owner's alone, too. */
    private static final class Private extends RollingFileAppender<ILoggingEvent> {

        @Override
        public void openFile(String name) throws IOException {
            PrivateFiles.create(Path.of(name));
            super.openFile(name);
        }
    }

    private RollingFileAppender<ILoggingEvent> appender(Path to, int kept) {
        PatternLayoutEncoder lines = new PatternLayoutEncoder();
        lines.setContext(loggers);
        lines.setPattern("%m%n");
        lines.setCharset(StandardCharsets.UTF_8);
        lines.start();
        RollingFileAppender<ILoggingEvent> appender = new Private();
        appender.setContext(loggers);
        appender.setName(APPENDER);
        appender.setFile(to.toString());
        appender.setEncoder(lines);
        FixedWindowRollingPolicy window = new FixedWindowRollingPolicy();
        window.setContext(loggers);
        window.setParent(appender);
        window.setFileNamePattern(to + ".%i");
        window.setMinIndex(1);
        window.setMaxIndex(kept);
        window.start();
        SizeBasedTriggeringPolicy<ILoggingEvent> full = new SizeBasedTriggeringPolicy<>();
        full.setContext(loggers);
        full.setMaxFileSize(FileSize.valueOf(FILE_SIZE));
        full.setCheckIncrement(Duration.buildByMilliseconds(0)); // a minute, by itself, in which a flood is a gigabyte
        full.start();
        appender.setRollingPolicy(window);
        appender.setTriggeringPolicy(full);
        appender.start();
        return appender;
    }
}
