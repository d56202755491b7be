package dev.tamis.access;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the lines of {@link AuditLog} to a file of their own, as they are, in place of the service's log. */
final class AuditFile {

    private static final Logger LOG = LoggerFactory.getLogger(AuditFile.class);

    private static final String APPENDER = "audit";

    private static final int FILES_KEPT = 9;

    private static final String FILE_SIZE = "10MB";

    private AuditFile() {}

    /**
     * From now on, for the whole process. A file that cannot be made leaves the lines in the service's log.
     *
     * @param file is made readable by its owner alone; when it has grown to 10 MB it becomes {@code <file>.1}, of which nine are kept
     */
    static void open(Path file, LoggerContext loggers) {
        try {
            createPrivately(file);
        } catch (IOException impossible) {
            LOG.warn("Who does what is noted in this log, for {} cannot be written: {}", file, impossible.toString());
            return;
        }
        ch.qos.logback.classic.Logger logger = loggers.getLogger(AuditLog.LOGGER);
        logger.detachAndStopAllAppenders();
        logger.addAppender(appender(file, loggers));
        logger.setAdditive(false);
    }

    private static void createPrivately(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        if (!Files.isWritable(folder)) {
            throw new IOException("the folder is not writable");
        }
        if (!Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            return;
        }
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException kept) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    private static RollingFileAppender<ILoggingEvent> appender(Path file, LoggerContext loggers) {
        PatternLayoutEncoder lines = new PatternLayoutEncoder();
        lines.setContext(loggers);
        lines.setPattern("%m%n");
        lines.setCharset(StandardCharsets.UTF_8);
        lines.start();
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setContext(loggers);
        appender.setName(APPENDER);
        appender.setFile(file.toString());
        appender.setEncoder(lines);
        FixedWindowRollingPolicy window = new FixedWindowRollingPolicy();
        window.setContext(loggers);
        window.setParent(appender);
        window.setFileNamePattern(file + ".%i");
        window.setMinIndex(1);
        window.setMaxIndex(FILES_KEPT);
        window.start();
        SizeBasedTriggeringPolicy<ILoggingEvent> full = new SizeBasedTriggeringPolicy<>();
        full.setContext(loggers);
        full.setMaxFileSize(FileSize.valueOf(FILE_SIZE));
        full.start();
        appender.setRollingPolicy(window);
        appender.setTriggeringPolicy(full);
        appender.start();
        return appender;
    }
}
