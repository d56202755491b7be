package dev.tamis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who names which table in SQL: arrows between modules that no compiler sees. */
class TablesTest {

    private static final Path SOURCES = Path.of("src/main/java/dev/tamis");

    private static final Map<String, Set<String>> TABLES = Map.of(
            "experiment",
            Set.of(
                    "search_space",
                    "experiment",
                    "round",
                    "trial",
                    "measurement",
                    "final_evaluation",
                    "final_network",
                    "confirmation",
                    "experiment_removal",
                    "enqueued_point",
                    "enqueue_request",
                    "prior"),
            "dataset",
            Set.of("dataset", "dataset_chunk", "dataset_room", "dataset_room_lock", "dataset_removal"),
            "quota",
            Set.of("quota_lock"),
            "scheduling",
            Set.of("scheduled_tasks", "worker"),
            "access",
            Set.of("api_token", "session_key"));

    /** Of other modules, what the read side reads with statements of its own; it writes nothing. */
    private static final Map<String, Set<String>> READ = Map.of("results", Set.of("trial", "measurement"));

    /** And their entities. */
    private static final Map<String, Set<String>> QUERIED = Map.of("results", Set.of("Trial"));

    /** Text blocks, strings; and comments, which are passed over. */
    private static final Pattern LITERAL = Pattern.compile(
            "\"\"\"(?<block>.*?)\"\"\"|\"(?<string>(?:\\\\.|[^\"\\\\\\n])*)\"|/\\*.*?\\*/|//[^\\n]*", Pattern.DOTALL);

    private static final Pattern NAMED = Pattern.compile("\\b(?:from|join|into|update)\\s+(\\w+)\\b");

    private static final Pattern WRITTEN =
            Pattern.compile("\\b(?:insert\\s+into|update|delete\\s+from)\\s+([a-z_]+)\\b");

    @Test
    void everyTableBelongsToOneModule() throws IOException {
        Set<String> created = new TreeSet<>();
        Set<String> renamed = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/resources/db"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                find(Pattern.compile("create table (\\w+)"), Files.readString(file), created);
                find(Pattern.compile("alter table (\\w+) rename to"), Files.readString(file), renamed);
            }
        }
        created.removeAll(renamed);

        assertThat(TABLES.values().stream().flatMap(Set::stream)).containsExactlyInAnyOrderElementsOf(created);
    }

    @Test
    void modulesNameOnlyTheirOwnTables() throws IOException {
        Map<String, Set<String>> found = new TreeMap<>();
        tables(NAMED)
                .forEach((file, tables) -> found.computeIfAbsent(moduleOf(file), absent -> new TreeSet<>())
                        .addAll(tables));

        Set<String> naming = new TreeSet<>(TABLES.keySet());
        naming.addAll(READ.keySet());
        assertThat(found).as("modules that name tables").containsOnlyKeys(naming);
        TABLES.forEach((module, own) ->
                assertThat(found.get(module)).as("tables that %s names", module).isSubsetOf(own));
        READ.forEach((module, read) ->
                assertThat(found.get(module)).as("tables that %s reads", module).isEqualTo(read));
    }

    @Test
    void modulesWriteOnlyTheirOwnTables() throws IOException {
        tables(WRITTEN)
                .forEach((file, tables) -> assertThat(tables)
                        .as("tables that %s writes", file)
                        .isSubsetOf(TABLES.getOrDefault(moduleOf(file), Set.of())));
    }

    /** JPQL has the entities' names for them. */
    @Test
    void modulesQueryOnlyTheirOwnEntities() throws IOException {
        Map<String, String> entities = new TreeMap<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(TablesTest::isEntity).toList()) {
                entities.put(file.getFileName().toString().replace(".java", ""), moduleOf(file));
            }
        }

        assertThat(entities).containsKeys("Experiment", "Round", "Trial", "FinalEvaluation");
        tables(NAMED, entities.keySet())
                .forEach((file, names) -> assertThat(names)
                        .as("entities that %s names", file)
                        .allMatch(name -> entities.get(name).equals(moduleOf(file))
                                || QUERIED.getOrDefault(moduleOf(file), Set.of())
                                        .contains(name)));
    }

    private static boolean isEntity(Path file) {
        try {
            return file.toString().endsWith(".java")
                    && Files.readString(file).lines().anyMatch("@Entity"::equals);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void trialsAndTheirCurvesAreWrittenInOnePlaceEach() throws IOException {
        Map<String, Set<String>> writers = new TreeMap<>();
        tables(WRITTEN)
                .forEach((file, tables) ->
                        tables.forEach(table -> writers.computeIfAbsent(table, absent -> new TreeSet<>())
                                .add(file.getFileName().toString())));

        assertThat(writers.get("trial")).containsExactly("Trials.java");
        assertThat(writers.get("measurement")).containsExactly("Curves.java");
    }

    /** By source file, where it has any. */
    private static Map<Path, Set<String>> tables(Pattern statement) throws IOException {
        return tables(statement, TABLES.values().stream().flatMap(Set::stream).collect(Collectors.toSet()));
    }

    private static Map<Path, Set<String>> tables(Pattern statement, Set<String> known) throws IOException {
        Map<Path, Set<String>> byFile = new TreeMap<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(file -> {
                Set<String> names = new TreeSet<>();
                find(statement, literals(file), names);
                names.retainAll(known);
                if (!names.isEmpty()) {
                    byFile.put(file, names);
                }
            });
        }
        return byFile;
    }

    private static void find(Pattern pattern, String text, Set<String> into) {
        pattern.matcher(text).results().forEach(each -> into.add(each.group(1)));
    }

    /** One after the other, for statements are put together from several. */
    private static String literals(Path file) {
        try {
            StringBuilder all = new StringBuilder();
            for (Matcher each = LITERAL.matcher(Files.readString(file)); each.find(); ) {
                String text = each.group("block") != null ? each.group("block") : each.group("string");
                all.append(text == null ? "" : text);
            }
            return all.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String moduleOf(Path file) {
        return SOURCES.relativize(file).getName(0).toString();
    }
}
