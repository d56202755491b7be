package dev.tamis.access;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditFileTest {

    private final LoggerContext loggers = new LoggerContext();

    @TempDir
    private Path home;

    @BeforeEach
    void asTheServicesOwnIs() {
        loggers.setMDCAdapter(new LogbackMDCAdapter());
    }

    @AfterEach
    void close() {
        loggers.stop();
    }

    @Test
    void linesStandAsTheyAreInAFileOfTheirOwnersAlone() throws Exception {
        Path file = home.resolve("new").resolve("audit.jsonl");
        AuditFile.open(file, loggers);
        loggers.getLogger(AuditLog.LOGGER).info("{}", "{\"who\":\"ännä\"}");
        assertThat(Files.readAllLines(file)).containsExactly("{\"who\":\"ännä\"}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(loggers.getLogger(AuditLog.LOGGER).isAdditive()).isFalse();
    }

    @Test
    void aSecondStartGoesOnInTheSameFile() throws Exception {
        Path file = home.resolve("audit.jsonl");
        AuditFile.open(file, loggers);
        loggers.getLogger(AuditLog.LOGGER).info("first");
        AuditFile.open(file, loggers);
        loggers.getLogger(AuditLog.LOGGER).info("second");
        assertThat(Files.readAllLines(file)).containsExactly("first", "second");
    }

    @Test
    void withoutAPlaceForTheFileTheLinesStayInTheLog() throws Exception {
        Path inTheWay = Files.createFile(home.resolve("file"));
        AuditFile.open(inTheWay.resolve("audit.jsonl"), loggers);
        assertThat(loggers.getLogger(AuditLog.LOGGER).isAdditive()).isTrue();
    }
}
