package dev.tamis.outage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** What real drivers say of files and servers that are not as they must be. */
class UnusableDatabaseTest {

    @TempDir
    Path home;

    @Test
    void aDamagedFileIsNamedWithWhatToDo() throws IOException {
        Path file = Files.write(home.resolve("tamis.mv.db"), "x".repeat(20_000).getBytes());

        FailureAnalysis said = failureOf("jdbc:h2:file:" + home.resolve("tamis"));

        assertThat(said.getDescription()).contains("damaged", file.toString());
        assertThat(said.getAction()).contains("backup");
    }

    @Test
    void aDiskThatIsFullIsNamed() {
        FullDisk.register();
        FullDisk.refuse("No space left on device");
        try {
            assertThat(failureOf("jdbc:h2:faulty:" + home.resolve("tamis")).getDescription())
                    .contains("the disk is full");
        } finally {
            FullDisk.mended();
        }
    }

    @Test
    void aServerThatDoesNotAnswerIsNamed() {
        FailureAnalysis said = failureOf("jdbc:postgresql://localhost:1/tamis?user=nobody&connectTimeout=2");

        assertThat(said.getDescription()).contains("does not answer", "localhost:1");
        assertThat(said.getAction()).contains("Start it");
    }

    @Test
    void aFileInUseAndAMistakeInAStatementAreExplainedElsewhere() throws SQLException {
        assertThat(new UnusableDatabase().analyze(new SQLException("Database may be already in use", "90020", 90020)))
                .isNull();
        assertThat(new UnusableDatabase().analyze(new SQLException("no such table", "42S02", 42102)))
                .isNull();
    }

    private static FailureAnalysis failureOf(String url) {
        try (Connection opened = DriverManager.getConnection(url)) {
            throw new AssertionError("opened " + opened);
        } catch (SQLException failed) {
            return new UnusableDatabase().analyze(new IllegalStateException("the start failed", failed));
        }
    }
}
