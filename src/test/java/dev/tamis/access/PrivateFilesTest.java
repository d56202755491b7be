package dev.tamis.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

@DisabledOnOs(
        value = OS.WINDOWS,
        disabledReason = "its files have access lists, and those of a home are private already")
class PrivateFilesTest {

    @Test
    void aNewDatabaseIsItsOwnersAlone(@TempDir Path folder) throws Exception {
        Path home = folder.resolve("a/home");
        protectFor("jdbc:h2:file:" + home.resolve("tamis") + ";WRITE_DELAY=0");
        useH2(home);

        assertThat(permissions(home)).isEqualTo("rwx------");
        assertThat(permissions(home.resolve("tamis.mv.db"))).isEqualTo("rw-------");
    }

    @Test
    void anOldOneBecomesIt(@TempDir Path folder) throws Exception {
        Path home = Files.createDirectory(
                folder.resolve("home"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        Files.createDirectory(home.resolve("djl"));
        useH2(home);
        Path trace = Files.writeString(home.resolve("tamis.trace.db"), "");
        for (Path each : new Path[] {home.resolve("tamis.mv.db"), trace}) {
            Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rw-r--r--"));
        }

        protectFor("jdbc:h2:" + home.resolve("tamis"));

        assertThat(permissions(home)).isEqualTo("rwx------");
        assertThat(permissions(home.resolve("tamis.mv.db"))).isEqualTo("rw-------");
        assertThat(permissions(trace)).isEqualTo("rw-------");
        try (Connection again = DriverManager.getConnection("jdbc:h2:file:" + home.resolve("tamis"), "sa", "")) {
            assertThat(again.createStatement()
                            .executeQuery("select kept from it")
                            .next())
                    .isTrue();
        }
    }

    /** As a process that was killed has left them, and somebody has opened them to all. */
    @Test
    void allThatAHomeHoldsBecomesIt(@TempDir Path folder) throws Exception {
        Path home = openToAll(folder.resolve("home"));
        List<Path> files = List.of(
                home.resolve("database-password"),
                home.resolve("database-password.lock"),
                home.resolve("process.properties"),
                home.resolve("admin-token"),
                home.resolve("audit.jsonl.3"),
                home.resolve("audit-refused.jsonl"));
        for (Path each : files) {
            Files.setPosixFilePermissions(Files.writeString(each, ""), PosixFilePermissions.fromString("rw-r--r--"));
        }
        Path uploads = openToAll(home.resolve("uploads"));

        protectFor("jdbc:h2:file:" + home.resolve("tamis"));

        assertThat(permissions(home)).isEqualTo("rwx------");
        assertThat(permissions(uploads)).isEqualTo("rwx------");
        for (Path each : files) {
            assertThat(permissions(each)).as(each.toString()).isEqualTo("rw-------");
        }
    }

    @Test
    void aHomeBesideAnotherDatabaseBecomesIt(@TempDir Path folder) throws Exception {
        Path home = openToAll(folder.resolve("home"));
        Path token = Files.writeString(home.resolve("admin-token"), "");
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r--r--"));

        protectFor(Map.of("spring.datasource.url", "jdbc:postgresql://localhost/tamis", "tamis.home", home.toString()));

        assertThat(permissions(home)).isEqualTo("rwx------");
        assertThat(permissions(token)).isEqualTo("rw-------");
    }

    @Test
    void aFolderThatOthersUseStaysTheirs(@TempDir Path folder) throws Exception {
        Path shared = Files.createDirectory(
                folder.resolve("shared"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        Files.writeString(shared.resolve("notes-of-somebody-else.txt"), "");

        protectFor("jdbc:h2:file:" + shared.resolve("tamis"));

        assertThat(permissions(shared)).isEqualTo("rwxr-xr-x");
        assertThat(permissions(shared.resolve("tamis.mv.db"))).isEqualTo("rw-------");
    }

    @Test
    void databasesElsewhereAreNoFiles(@TempDir Path folder) throws Exception {
        protectFor("jdbc:h2:mem:x");
        protectFor("jdbc:h2:tcp://localhost/" + folder.resolve("x"));
        protectFor("jdbc:postgresql://localhost/tamis");
        assertThat(folder).isEmptyDirectory();
    }

    private static Path openToAll(Path folder) throws Exception {
        Files.createDirectory(folder);
        return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void protectFor(String url) {
        protectFor(Map.of("spring.datasource.url", url));
    }

    private static void protectFor(Map<String, Object> settings) {
        GenericApplicationContext context = new GenericApplicationContext();
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("given", settings));
        new PrivateFiles().initialize(context);
    }

    private static void useH2(Path home) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:file:" + home.resolve("tamis"), "sa", "")) {
            connection.createStatement().execute("create table it as select 1 as kept");
        }
    }

    private static String permissions(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
