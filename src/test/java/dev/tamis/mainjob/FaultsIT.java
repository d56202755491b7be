package dev.tamis.mainjob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.json.JsonMapper;

/** What a machine can do to a service: a disk that is full, a file that is damaged, a heap that is too small. */
class FaultsIT {

    private static final List<String> API_ONLY = List.of("--tamis.worker.enabled=false");
    /** The last byte is given away, or nobody would ever meet a disk that is full. */
    private static final List<String> TO_THE_LAST_BYTE =
            List.of("--tamis.worker.enabled=false", "--tamis.quota.disk-reserve=0B");

    private static final List<String> HEAP = List.of("-Xmx512m");
    /** Of a file of H2, both copies. */
    private static final int HEAD = 8192;

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Of 2,000 trials, so that a disk of a few megabytes is soon full. */
    private static final String LARGE = """
            {"name": "large", "dataset": {"name": "mnist", "trainSize": 400, "validationSize": 100}, "model": {"epochs": 4},
             "searchSpace": {"learningRate": {"type": "float", "low": 1e-6, "high": 1e-2, "scale": "log"}},
             "sampler": {"seed": 42}, "budget": {"maxTrials": 2000}}""";

    /** For the administrator, and for everybody else where the system allows it. */
    private static final List<List<String>> SPACES =
            List.of(List.of("unshare", "--mount"), List.of("unshare", "--user", "--map-root-user", "--mount"));

    @TempDir
    Path home;

    @Test
    void aFullDiskIsToldOnceRefusedAtOnceAndMendedByRoom() throws Exception {
        Path log = home.resolve("log");
        Path small = Files.createDirectory(home.resolve("small")).toRealPath();
        try (ServiceProcess node = ServiceProcess.launch(
                QuickStart.launch(onADiskOfItsOwn(small), HEAP, small, TO_THE_LAST_BYTE), log.toFile())) {
            Service service = node.service();
            await().atMost(PATIENCE).until(service::isHealthy);
            Path filler = Path.of("/proc", "" + node.pid(), "root", small.toString(), "filler");
            List<String> answered = new ArrayList<>();
            assertThat(stores(service, answered)).isTrue();
            fill(filler);
            await().atMost(PATIENCE).until(() -> !stores(service, answered));

            for (int client = 0; client < 100; client++) {
                assertThat(service.send("GET", "/experiments", null).statusCode())
                        .isEqualTo(503);
            }
            assertThat(service.health("readiness")).contains("\"DOWN\"", "the disk is full");
            assertThat(service.health("liveness")).contains("\"UP\"");
            assertThat(troubles(log)).singleElement().asString().contains("the disk is full", "Make room on it");

            Files.delete(filler);

            await().atMost(PATIENCE)
                    .until(() -> service.send("GET", "/experiments", null).statusCode() == 200);
            assertThat(service.health("readiness")).contains("\"UP\"");
            assertThat(answered)
                    .isNotEmpty()
                    .allSatisfy(id -> assertThat(service.send("GET", "/experiments/" + id, null)
                                    .statusCode())
                            .isEqualTo(200));
            assertThat(stores(service, answered)).isTrue();
            assertThat(troubles(log)).hasSize(2).last().asString().contains("used again");
        }
    }

    /** In a space of its own for mounts: the process alone sees the disk, and it goes with it. */
    private static List<String> onADiskOfItsOwn(Path directory) {
        List<String> space = SPACES.stream()
                .filter(each -> runs(each, "mount -t tmpfs -o size=1m tmpfs \"$0\"", directory))
                .findFirst()
                .orElseGet(() -> abort("This machine lets nobody mount a small disk (Linux, unshare)"));
        List<String> command = new ArrayList<>(space);
        command.addAll(
                List.of("bash", "-c", "mount -t tmpfs -o size=16m tmpfs \"$0\" && exec \"$@\"", directory.toString()));
        return command;
    }

    private static boolean runs(List<String> space, String script, Path directory) {
        List<String> command = new ArrayList<>(space);
        command.addAll(List.of("bash", "-c", script, directory.toString()));
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void fill(Path filler) throws IOException {
        try (FileChannel file = FileChannel.open(filler, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            ByteBuffer block = ByteBuffer.allocate(4096);
            while (true) {
                file.write(block.clear());
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    private static boolean stores(Service service, List<String> answered) {
        HttpResponse<String> answer = service.send("POST", "/experiments", LARGE);
        if (answer.statusCode() == 201) {
            answered.add(JsonMapper.shared().readTree(answer.body()).get("id").asString());
        } else {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        }
        return answer.statusCode() == 201;
    }

    @ParameterizedTest
    @CsvSource({"0, 0.05", "0.2, 0.8"})
    void aDamagedDatabaseIsToldInAFewLinesAndNothingOfItIsWrittenOver(double from, double to) throws Exception {
        Path file = aDatabaseOfBefore();
        damage(file, from, to);
        byte[] before = Files.readAllBytes(file);

        List<String> said = saidByAStartThatFails(HEAP);

        assertThat(said)
                .anyMatch(line -> line.contains("the database file is damaged") && line.contains(file.toString()))
                .anyMatch(line -> line.contains("Put a backup in its place"));
        // Where H2 could open it, it has written that it did, into the file's own head and behind its end.
        assertThat(Arrays.copyOfRange(Files.readAllBytes(file), HEAD, before.length))
                .isEqualTo(Arrays.copyOfRange(before, HEAD, before.length));
    }

    @Test
    void aHeapThatIsTooSmallIsToldInAFewLines() throws Exception {
        assertThat(saidByAStartThatFails(List.of("-Xmx48m")))
                .anyMatch(line -> line.contains("The heap can have only"))
                .anyMatch(line -> line.contains("-Xmx512m"));
    }

    private List<String> saidByAStartThatFails(List<String> jvm) throws IOException {
        Path log = home.resolve("log");
        try (ServiceProcess none =
                ServiceProcess.launch(QuickStart.launch(List.of(), jvm, home, API_ONLY), log.toFile())) {
            assertThat(none.exitStatus(PATIENCE)).isNotZero();
        }
        assertThat(Files.readString(log)).doesNotContain("\tat ");
        assertThat(troubles(log)).hasSizeLessThanOrEqualTo(3);
        return Files.readAllLines(log);
    }

    private Path aDatabaseOfBefore() {
        DriverManagerDataSource source = new DriverManagerDataSource("jdbc:h2:file:" + home.resolve("tamis"), "", "");
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration", "classpath:db/h2")
                .load()
                .migrate();
        JdbcTemplate jdbc = new JdbcTemplate(source);
        jdbc.update("""
                insert into search_space (id, owner, name, space, created_at)
                select random_uuid(), 'admin', 'old', repeat('x', 2000), current_timestamp from system_range(1, 1000)""");
        jdbc.execute("shutdown compact");
        return home.resolve("tamis.mv.db");
    }

    private static void damage(Path file, double from, double to) throws IOException {
        try (FileChannel bytes = FileChannel.open(file, StandardOpenOption.WRITE)) {
            byte[] noise = new byte[(int) (bytes.size() * (to - from))];
            new Random(42).nextBytes(noise);
            bytes.write(ByteBuffer.wrap(noise), (long) (bytes.size() * from));
        }
    }

    private static List<String> troubles(Path log) throws IOException {
        try (var lines = Files.lines(log)) {
            return lines.filter(line -> line.contains(" WARN ") || line.contains(" ERROR "))
                    .toList();
        }
    }
}
