package dev.tamis.access;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
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
        new AuditFile(file, loggers).open();
        loggers.getLogger(AuditLog.LOGGER).info("{}", "{\"who\":\"ännä\"}");
        assertThat(Files.readAllLines(file)).containsExactly("{\"who\":\"ännä\"}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(loggers.getLogger(AuditLog.LOGGER).isAdditive()).isFalse();
    }

    @Test
    void aSecondStartGoesOnInTheSameFile() throws Exception {
        Path file = home.resolve("audit.jsonl");
        new AuditFile(file, loggers).open();
        loggers.getLogger(AuditLog.LOGGER).info("first");
        new AuditFile(file, loggers).open();
        loggers.getLogger(AuditLog.LOGGER).info("second");
        assertThat(Files.readAllLines(file)).containsExactly("first", "second");
    }

    /** However much strangers are refused, what was done stays. */
    @Test
    void whatIsRefusedPushesNothingOutOfTheHistory() throws Exception {
        Path file = home.resolve("audit.jsonl");
        new AuditFile(file, loggers).open();
        loggers.getLogger(AuditLog.LOGGER).info("done");
        String refused = "x".repeat(300_000);
        for (int i = 0; i < 200; i++) {
            loggers.getLogger(AuditLog.REFUSED).info(refused);
        }
        assertThat(Files.readAllLines(file)).containsExactly("done");
        try (Stream<Path> files = Files.list(home)) {
            assertThat(files.mapToLong(each -> each.toFile().length()).sum()).isLessThan(35_000_000);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("audit-refused.jsonl"))))
                .isEqualTo("rw-------");
    }

    @Test
    void withoutAPlaceForTheFileTheLinesStayInTheLog() throws Exception {
        Path inTheWay = Files.createFile(home.resolve("file"));
        new AuditFile(inTheWay.resolve("audit.jsonl"), loggers).open();
        assertThat(loggers.getLogger(AuditLog.LOGGER).isAdditive()).isTrue();
    }
}
