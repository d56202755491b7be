package dev.tamis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.io.support.SpringFactoriesLoader;

class DatabaseInUseTest {

    @Test
    void aSecondProcessOnTheSameFileIsToldWhatToDo(@TempDir Path home) throws Exception {
        String url = "jdbc:h2:file:" + home.resolve("tamis");
        DriverManager.getConnection(url).close();
        try (FileChannel file = FileChannel.open(home.resolve("tamis.mv.db"), StandardOpenOption.WRITE);
                FileLock held = file.lock()) {
            assertThat(held.isValid()).isTrue();
            Throwable failure = new IllegalStateException(
                    "no bean",
                    catchThrowable(() -> DriverManager.getConnection(url).close()));

            assertThat(new DatabaseInUse().analyze(failure).getDescription()).contains("in use by another process");
            assertThat(new DatabaseInUse().analyze(failure).getAction()).contains("tamis.home");
        }
    }

    @Test
    void anotherDatabaseErrorIsLeftToOthers() {
        assertThat(new DatabaseInUse().analyze(new SQLException("no table", "42S02", 42102)))
                .isNull();
    }

    @Test
    void springBootFindsTheExplanation() {
        assertThat(SpringFactoriesLoader.forDefaultResourceLocation()
                        .load(FailureAnalyzer.class, SpringFactoriesLoader.FailureHandler.handleMessage((m, e) -> {})))
                .hasAtLeastOneElementOfType(DatabaseInUse.class);
    }
}
