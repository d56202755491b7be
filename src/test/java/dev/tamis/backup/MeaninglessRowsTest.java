package dev.tamis.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tamis.dataset.Scaling;
import dev.tamis.dataset.store.UploadedDatasets;
import dev.tamis.dataset.upload.Csv;
import dev.tamis.dataset.upload.PreparedTable;
import dev.tamis.people.Subject;
import dev.tamis.people.Visibility;
import dev.tamis.space.Refusal;
import dev.tamis.web.Api;
import dev.tamis.web.ApiNodeTest;
import dev.tamis.web.FakeWorker;
import dev.tamis.web.openapi.Examples;
import jakarta.persistence.Convert;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.EntityType;
import java.lang.reflect.AnnotatedElement;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Values of the right type that mean nothing: each column of each table in an archive is some module's to judge. */
@ApiNodeTest
class MeaninglessRowsTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String NONSENSE = "NONSENSE \u2026";

    /** What people have written, or the service for people, or what is only ever compared: all other texts say something to it. */
    private static final Set<String> FREE_TEXTS = Set.of(
            "api_token.label",
            "api_token.idempotency_key",
            "dataset.label",
            "dataset.idempotency_key",
            "experiment.name",
            "experiment.reason",
            "experiment.idempotency_key",
            "experiment.uploaded_dataset",
            "experiment.waits_for",
            "experiment.waits_for_memory",
            "confirmation.reason",
            "final_evaluation.reason",
            "round.origin",
            "round.idempotency_key",
            "scheduled_tasks.picked_by",
            "search_space.name",
            "search_space.idempotency_key",
            "enqueue_request.body", // compared
            "enqueue_request.idempotency_key",
            "enqueued_point.note",
            "trial.claimed_by",
            "trial.note",
            "trial.reason");

    private static final String ROUND_2 = "(experiment_id, number, space, first_trial, trial_count, planned, origin,"
            + " rolled_back, created_at) select experiment_id, 2, space, 3, 0, 0, '', false, created_at";

    @Autowired
    private List<TableRules> modules;

    @Autowired
    private Backups backups;

    @Autowired
    private JdbcTemplate database;

    @Autowired
    private TransactionOperations transactions;

    @Autowired
    private EntityManagerFactory entities;

    @Autowired
    private Api api;

    @Autowired
    private FakeWorker worker;

    @Autowired
    private UploadedDatasets datasets;

    private Map<String, ColumnRules> rules;
    private Map<String, Table> tables;

    @BeforeEach
    void read() {
        rules = new TreeMap<>();
        modules.forEach(each -> each.columns()
                .forEach((table, its) -> assertThat(rules.put(table, its))
                        .as("a second module's rules for " + table)
                        .isNull()));
        Set<String> others = new TreeSet<>(Set.of("flyway_schema_history"));
        modules.forEach(each -> others.addAll(each.ofNodes()));
        tables =
                database.execute((ConnectionCallback<List<Table>>) connection -> Tables.of(connection, others)).stream()
                        .collect(Collectors.toMap(Table::name, each -> each, (one, other) -> one, TreeMap::new));
    }

    @Test
    void everyColumnOfEveryTableHasItsRule() {
        Map<String, Collection<String>> there = new TreeMap<>();
        tables.forEach((name, table) -> there.put(
                name, table.columns().stream().map(Table.Column::name).collect(Collectors.toCollection(TreeSet::new))));
        Map<String, Collection<String>> judged = new TreeMap<>();
        rules.forEach(
                (name, its) -> judged.put(name, new TreeSet<>(its.byColumn().keySet())));

        assertThat(judged).isEqualTo(there);
    }

    @Test
    void textsThatTheServiceReadsAreNotTakenWithoutMeaning() {
        Set<String> free = new TreeSet<>();
        tables.forEach((name, table) -> table.columns().stream()
                .filter(column -> column.type() == ColumnType.TEXT)
                .filter(column -> takes(name, column.name(), nonsense(column)))
                .forEach(column -> free.add(name + "." + column.name())));
        free.remove("scheduled_tasks.task_instance"); // judged with the task's name, below

        assertThat(free).isEqualTo(new TreeSet<>(FREE_TEXTS));
    }

    /** So that no state and no JSON can be taken for a free text. */
    @Test
    void whatEntitiesReadAsMoreThanATextIsNoFreeText() {
        Set<String> read = new TreeSet<>();
        for (EntityType<?> type : entities.getMetamodel().getEntities()) {
            for (Attribute<?, ?> attribute : type.getAttributes()) {
                if (attribute.getJavaType().isEnum()
                        || ((AnnotatedElement) attribute.getJavaMember()).isAnnotationPresent(Convert.class)) {
                    String table = type.getName().equals("SavedSearchSpace") ? "search_space" : snake(type.getName());
                    read.add(table + "." + snake(attribute.getName()));
                }
            }
        }
        assertThat(read).hasSizeGreaterThan(9).doesNotContainAnyElementsOf(FREE_TEXTS);
        assertThat(read)
                .allSatisfy(column ->
                        assertThat(rules.get(column.split("\\.")[0]).byColumn()).containsKey(column.split("\\.")[1]));
    }

    @Test
    void numbersBytesAndListsThatNothingCanBeMadeOfAreRefused() throws Exception {
        assertThat(takes("trial", "number", -1)).isFalse();
        assertThat(takes("scheduled_tasks", "task_data", new byte[] {1})).isFalse();
        assertThat(takes("trial", "round", 0)).isFalse();
        assertThat(takes("trial", "epoch_work", Double.NaN)).isFalse();
        assertThat(takes("trial", "epoch_work", Double.POSITIVE_INFINITY)).isFalse();
        assertThat(takes("trial", "metrics", new Double[] {1.0, null})).isFalse();
        assertThat(takes("trial", "metrics", new Double[] {Double.NaN})).isTrue();
        assertThat(takes("trial", "best_metrics", new Double[] {Double.NaN})).isFalse();
        assertThat(takes("trial", "rank_value", Double.NaN)).isFalse();
        assertThat(takes("experiment", "best_value", Double.POSITIVE_INFINITY)).isFalse();
        assertThat(takes("experiment", "change_number", Long.MAX_VALUE)).isFalse();
        assertThat(takes("trial", "attempt", Integer.MAX_VALUE)).isFalse();
        assertThat(takes("measurement", "metrics", new byte[7])).isFalse();
        assertThat(takes("measurement", "metrics", new byte[32])).isTrue();
        assertThat(takes("dataset", "class_names", new String[0])).isFalse();
        assertThat(takes("dataset", "class_names", new String[] {"a", "b\u001b[2J"}))
                .isFalse();
        assertThat(takes("dataset_room", "bytes", Long.MAX_VALUE)).isFalse();
        assertThat(takes("trial", "epoch_work", 1e300)).isFalse();
        assertThat(takes("trial", "training_seconds", Double.NaN)).isFalse();
        assertThat(takes("experiment", "work_left", 1e300)).isFalse();
        assertThat(takes("dataset", "class_test_rows", new Integer[] {1, -1})).isFalse();
        assertThat(takes("experiment", "plan", "null")).isFalse();
        assertThat(takes("experiment", "plan", "{}")).isFalse();
        String plan = database.queryForObject(
                        "select plan from experiment where id = ?", String.class, api.anExperimentWithTrials(1))
                .replace("\"sha256\":null,\"owner\":null", "\"sha256\":\"0\",\"owner\":\"anna\"");
        assertThat(plan).contains("anna");
        assertThat(takes("experiment", "plan", plan)).isTrue();
        assertThat(takes("experiment", "plan", plan.replace("\"anna\"", "\"a b<script>\"")))
                .isFalse();
        assertThat(takes("trial", "parameters", "[".repeat(100_000))).isFalse();
        String rated = "{\"point\":{\"learningRate\":0.1},\"quality\":0.5}";
        assertThat(takes("prior", "trials", "{\"trials\":[" + rated + "]}")).isTrue();
        for (String trials : List.of(
                "null", "[null]", "[{\"point\":null,\"quality\":0.5}]", "[" + (rated + ",").repeat(60) + rated + "]")) {
            assertThat(takes("prior", "trials", "{\"trials\":" + trials + "}"))
                    .as(trials)
                    .isFalse();
        }
        assertThatThrownBy(() -> rules.get("dataset").check(dataset(2, 1)))
                .isInstanceOfSatisfying(
                        MeaninglessRow.class,
                        refused -> assertThat(refused.column()).isEqualTo("class_training_rows"))
                .hasMessage("must have an element for each class, but has 1 for 2");
        rules.get("dataset").check(dataset(2, 2));
    }

    /** A dataset of such a name could neither be read nor deleted, and the others would show otherwise than they are. */
    @Test
    void whatNobodyCanBeMadeToBeCalledIsRefused() {
        for (String name : List.of("", " ", "a\u001b[2J", "a\u0000", "x".repeat(201))) {
            assertThat(takes("experiment", "name", name)).as(name).isFalse();
            assertThat(takes("search_space", "name", name)).as(name).isFalse();
            assertThat(takes("api_token", "label", name)).as(name).isFalse();
            assertThat(takes("dataset", "name", name)).as(name).isFalse();
        }
        for (String name : List.of("../../x", "mnist", "MNIST", "a/b", ".", "é")) {
            assertThat(takes("dataset", "name", name)).as(name).isFalse();
        }
        assertThat(takes("dataset", "name", "iris-2.v_1")).isTrue();
        assertThat(takes("dataset", "label", "a\u001b[2J")).isFalse();
        assertThat(takes("trial", "note", "a\u001b[2J")).isFalse();
        assertThat(takes("enqueued_point", "note", "a\u202eb")).isFalse();
        // What services of before have let people give is still theirs.
        assertThat(takes("experiment", "name", "\u202etxtp.exe")).isTrue();
    }

    /** Without it nobody waits for anybody, and more are let in than may be. */
    @Test
    void rowsThatOthersLockAreMissed() {
        for (String table : List.of("quota_lock", "dataset_room_lock")) {
            transactions.executeWithoutResult(status -> {
                status.setRollbackOnly();
                database.update("delete from " + table);
                assertThatThrownBy(() -> modules.forEach(TableRules::checkTogether))
                        .isInstanceOfSatisfying(
                                MeaninglessRow.class,
                                refused -> assertThat(refused.row()).contains(table))
                        .hasMessage("must be there");
            });
            assertThat(rules.get(table).byColumn()).containsOnlyKeys("only_one");
        }
    }

    /** Its trials would fail, and it would take none of the room that it has. */
    @Test
    void datasetsThatAreNotWhatTheirRowsSayAreRefused() throws Exception {
        PreparedTable table = datasets.prepare(
                Subject.LOCAL,
                Csv.named("told", 0.2, Scaling.NONE),
                Csv.text(Csv.numbered(40)),
                Optional.empty(),
                Optional.empty());
        datasets.add(Subject.LOCAL, Visibility.PRIVATE, table, Optional.empty());
        modules.forEach(TableRules::checkTogether);
        for (String statement : List.of(
                "update dataset_chunk set content = X'00'",
                "update dataset_chunk set content = content || X'00'",
                "update dataset_chunk set number = 1",
                "update dataset set sha256 = '" + "0".repeat(64) + "'",
                "update dataset set class_training_rows = array[2147483647, 2147483647, 1]",
                "update dataset set features = features + 1",
                "delete from dataset_chunk",
                "delete from dataset",
                "delete from dataset_room",
                "update dataset_room set bytes = 1",
                "update dataset_room set owner = 'somebody'")) {
            transactions.executeWithoutResult(status -> {
                status.setRollbackOnly();
                assertThat(database.update(statement)).as(statement).isPositive();
                assertThatThrownBy(() -> modules.forEach(TableRules::checkTogether))
                        .as(statement)
                        .isInstanceOf(MeaninglessRow.class)
                        .hasMessageStartingWith("must ");
            });
        }
    }

    @Test
    void anArchiveIsRefusedByTableRowAndColumnAndLeavesNothing() throws Exception {
        UUID done = api.submits(Api.experimentWithTrials(4).replaceFirst("\\{", "{\"confirm\": {\"top\": 2},"));
        worker.trainAll(done);
        while (worker.confirms(done, each -> 0.5 + 0.1 * each.repetition())) {
            // the next pack
        }
        api.asksTo("final-evaluation", done);
        worker.evaluates(done);
        api.anExperimentWithTrials(3);
        api.posts(Examples.SEARCH_SPACE, "/api/v1/search-spaces");
        api.posts("{\"label\": \"laptop\", \"owner\": \"anna\", \"role\": \"SUBMITTER\"}", "/api/v1/tokens");
        byte[] archive;
        try (Backup backup = backups.begin()) {
            archive = KeptDatabase.rest(backup);
        }
        Map<String, String> good = HostileArchivesTest.unpacked(archive);
        try (KeptDatabase target = KeptDatabase.empty("H2").judging(rules)) {
            Map<String, List<String>> empty = target.rows();
            for (Table table : tables.values()) {
                for (int column = 0; column < table.columns().size(); column++) {
                    String name = table.columns().get(column).name();
                    Object nonsense = nonsense(table.columns().get(column));
                    if (nonsense == null
                            || FREE_TEXTS.contains(table.name() + "." + name)
                            || good.get(file(table)).isEmpty()) {
                        continue;
                    }
                    Map<String, String> changed = new TreeMap<>(good);
                    changed.put(file(table), withLast(good.get(file(table)), column, nonsense));
                    long row = good.get(file(table)).lines().count();

                    assertThatThrownBy(() -> target.restore(HostileArchivesTest.packed(changed)))
                            .as(table.name() + "." + name)
                            .isInstanceOf(Refusal.class)
                            .hasMessageContaining("row " + row + " of " + table.name()
                                    + " has a value that means nothing here: " + name + " must ")
                            .satisfies(refused -> assertThat(refused.getMessage())
                                    .hasSizeLessThan(600)
                                    .doesNotContain("dev.tamis", "java."));
                    assertThat(target.rows()).isEqualTo(empty);
                }
            }
            assertThat(target.restore(archive).rows())
                    .hasEntrySatisfying("trial", count -> assertThat(count).isGreaterThanOrEqualTo(7));
        }
    }

    /** Each makes a service in which an answer is 500, or a worker's turn fails each time. */
    @Test
    void rowsThatContradictEachOtherAreRefused() throws Exception {
        UUID done = api.submits(Api.experimentWithTrials(3)
                .replaceFirst("\\{", "{\"curve\": \"ITERATION\", \"confirm\": {\"top\": 2},"));
        worker.trainAll(done);
        while (worker.confirms(done, each -> 0.5 + 0.1 * each.repetition())) {
            // the next pack
        }
        api.asksTo("final-evaluation", done);
        worker.evaluates(done);
        TableRules experiments = experiments();
        experiments.checkTogether();
        Map<String, String> contradictions = new TreeMap<>(Map.of(
                "update trial set metrics = array[0.5e0]", "metrics",
                "update trial set best_metrics = array[0.5e0]", "best_metrics",
                "update measurement set metrics = X'0000000000000000'", "metrics",
                "update measurement set iteration_losses = null", "iteration_losses",
                "update trial set parameters = '{\"learningRate\":0.001}'", "parameters",
                "update trial set round = 7", "round",
                "delete from round", "number",
                "update experiment set best_trial = 77", "best_trial",
                "update final_evaluation set test_size = null", "test_size",
                "update final_network set test_correct = 2000000000", "test_correct"));
        contradictions.put("update confirmation set trial_number = trial_number + 77", "trial_number");
        contradictions.put("update confirmation set objective_value = null", "objective_value");
        contradictions.put("update confirmation set repetition = repetition + 5", "repetition");
        contradictions.put("update confirmation set state = 'WAITING', objective_value = null", "repeats_planned");
        contradictions.put("delete from confirmation", "repeats_planned");
        contradictions.put("update experiment set repeats_ended = 1", "repeats_planned");
        contradictions.put("update experiment set repeats_planned = 2", "repeats_planned");
        contradictions.put("update experiment set confirmation = 'UNDER_WAY'", "confirmation");
        contradictions.put("update experiment set confirmation = null", "confirmation");
        contradictions.put("update final_network set number = 3", "number");
        contradictions.put("update final_evaluation set trial_number = 77", "trial_number");
        for (String value : List.of("\"abc\"", "true", "[1,{}]", "-1", "1e300", "{}")) {
            contradictions.put(
                    "update trial set parameters = '{\"learningRate\":" + value + ",\"weightDecay\":1e-6}'",
                    "parameters");
            contradictions.put(enqueued("{\"learningRate\":" + value + ",\"weightDecay\":1e-6}"), "parameters");
        }
        contradictions.put(
                "update trial set parameters = '{\"learningRate\":0.001,\"weightDecay\":1e-6,\"epochs\":3}'",
                "parameters");
        contradictions.put(enqueued("{\"learningRate\":0.001}"), "parameters");
        contradictions.put(enqueued("{\"learningRate\":0.001,\"weightDecay\":1e-6,\"colour\":1}"), "parameters");
        contradictions.put(prior("{\"learningRate\":\"abc\",\"weightDecay\":1e-6}"), "trials");
        contradictions.put("update experiment set planned_bytes = 9223372036854775807", "planned_bytes");
        contradictions.put("update experiment set uploaded_dataset = 'flowers'", "uploaded_dataset");
        contradictions.put("update experiment set dataset_owner = 'anna'", "dataset_owner");
        contradictions.put(
                "update experiment set plan = replace(plan, '\"hiddenLayers\":1', '\"hiddenLayers\":-1')", "plan");
        contradictions.put(
                "update experiment set plan = replace(plan, '\"weightDecay\":{', '\"optimizer\":{')", "plan");

        for (String column : List.of("waiting", "running", "completed", "pruned", "failed", "cancelled")) {
            contradictions.put("update experiment set trials_" + column + " = 2000000000", "trials_" + column);
        }
        contradictions.put("update experiment set state = 'RUNNING'", "finished_at");
        contradictions.put("update experiment set change_number = 0", "change_number");
        contradictions.put("update round set trial_count = 4", "trial_count");
        contradictions.put("update round set first_trial = 1", "trial_count");
        contradictions.put("update round set planned = 1", "planned");
        contradictions.put("update round set parent = 1", "parent");
        contradictions.put("insert into round select * from round".replace("select *", ROUND_2) + " r", "number");
        contradictions.put(
                "update round set space = '{\"momentum\":{\"type\":\"float\",\"low\":0.1,\"high\":0.5}}'", "space");
        contradictions.put(
                "update round set requested_space = '{\"learningRate\":{\"type\":\"float\",\"low\":-1,\"high\":0.5}}'",
                "requested_space");
        contradictions.put("update trial set epochs_done = 5", "epochs_done");
        contradictions.put("update trial set epochs_kept = 5", "epochs_done");
        contradictions.put("update trial set epochs = 7", "epochs");
        contradictions.put("update trial set epochs_done = 0", "best_epoch");
        contradictions.put("update trial set rank_value = null", "rank_value");
        contradictions.put("update trial set violation = 1", "violation");
        contradictions.put("update trial set objective_value = null", "rank_value");
        contradictions.put("update measurement set epoch = epoch + 10", "epoch");
        contradictions.put("update measurement set trial_number = trial_number + 77", "epoch");

        contradictions.forEach((statement, column) -> transactions.executeWithoutResult(status -> {
            status.setRollbackOnly();
            assertThat(database.update(
                            statement + " where " + (statement.contains(" experiment ") ? "id" : "experiment_id")
                                    + " = ?",
                            done))
                    .as(statement)
                    .isPositive();
            assertThatThrownBy(experiments::checkTogether)
                    .as(statement)
                    .isInstanceOfSatisfying(MeaninglessRow.class, refused -> {
                        assertThat(refused.column()).isEqualTo(column);
                        assertThat(refused.row()).contains(done.toString());
                        assertThat(refused.getMessage()).startsWith("must ");
                    });
        }));
    }

    /** What is as it should be in the same places. */
    @Test
    void rowsThatSayTheSameOfEachOtherAreTaken() throws Exception {
        UUID going = api.anExperimentWithTrials(3);
        TableRules experiments = experiments();
        transactions.executeWithoutResult(status -> {
            status.setRollbackOnly();
            for (String statement : List.of(
                    "update trial set parameters = '{\"learningRate\":5,\"weightDecay\":0.5}' where experiment_id = ?",
                    enqueued("{\"learningRate\":0.5,\"weightDecay\":1e-6}") + " where id = ?",
                    prior("{\"learningRate\":0.001,\"weightDecay\":1e-6}") + " where id = ?")) {
                assertThat(database.update(statement, going)).as(statement).isPositive();
            }
            experiments.checkTogether();
        });
    }

    @Test
    void whatRunsGoesOnWhateverTasksAnArchiveBrings() throws Exception {
        UUID withNone = api.anExperimentWithTrials(3);
        UUID withOneOfLater = api.anExperimentWithTrials(3);
        UUID toEvaluate = api.anExperimentWithTrials(2);
        worker.trainAll(toEvaluate);
        api.asksTo("final-evaluation", toEvaluate);
        transactions.executeWithoutResult(status -> {
            status.setRollbackOnly();
            database.update("delete from scheduled_tasks where task_instance like ?", withNone + "%");
            database.update("delete from scheduled_tasks where task_instance = ?", toEvaluate.toString());
            database.update(
                    "update scheduled_tasks set execution_time = timestamp '9000-01-01 00:00:00' where task_instance like ?",
                    withOneOfLater + "%");
            database.update(
                    "insert into trial select * from trial where experiment_id = ?"
                            .replace(
                                    "select *",
                                    "(experiment_id, number, round, pack, state, parameters, attempt, deaths, epochs,"
                                            + " epoch_work, epochs_done, change_number) select random_uuid(), number, round, pack,"
                                            + " 'RUNNING', parameters, 0, 0, epochs, epoch_work, 0, 0"),
                    withNone);

            modules.forEach(TableRules::restored);

            assertThat(database.queryForList(
                            "select task_instance from scheduled_tasks where execution_time <= ?",
                            String.class,
                            java.time.OffsetDateTime.now().plusSeconds(1)))
                    .contains(withNone + "/1/0", withOneOfLater + "/1/0", toEvaluate.toString());
        });
    }

    private static String enqueued(String point) {
        return "insert into enqueued_point (experiment_id, place, parameters, note) select id, 0, '" + point
                + "', '' from experiment e";
    }

    private static String prior(String point) {
        return "insert into prior (experiment_id, trials) select id, '{\"trials\":[{\"point\":" + point
                + ",\"quality\":1.0}]}' from experiment e";
    }

    private TableRules experiments() {
        return modules.stream()
                .filter(each -> each.columns().containsKey("experiment"))
                .findFirst()
                .orElseThrow();
    }

    private boolean takes(String table, String column, Object value) {
        try {
            rules.get(table).byColumn().get(column).check(value);
            return true;
        } catch (IllegalArgumentException refused) {
            assertThat(refused.getMessage()).startsWith("must ").doesNotContain("Cannot invoke", "cannot be cast");
            return false;
        }
    }

    /** Null where any value of the type may mean something. */
    private static Object nonsense(Table.Column column) {
        return column.type() == ColumnType.TEXT ? NONSENSE : null;
    }

    private Map<String, Object> dataset(int classes, int counted) {
        Map<String, Object> row = new TreeMap<>();
        tables.get("dataset").columns().forEach(column -> row.put(column.name(), null));
        row.put("class_names", new String[] {"a", "b"});
        row.put("class_training_rows", new Integer[counted]);
        row.put("class_test_rows", new Integer[classes]);
        List.of("class_training_rows", "class_test_rows")
                .forEach(each -> java.util.Arrays.fill((Integer[]) row.get(each), 1));
        return row;
    }

    private static String file(Table table) {
        return "rows/" + table.name() + ".jsonl";
    }

    private static String withLast(String rows, int column, Object value) {
        List<String> lines = rows.lines().collect(Collectors.toList());
        ArrayNode last = (ArrayNode) JSON.readTree(lines.get(lines.size() - 1));
        last.set(column, (JsonNode) JsonNodeFactory.instance.stringNode((String) value));
        lines.set(lines.size() - 1, last.toString());
        return String.join("\n", lines) + "\n";
    }

    private static String snake(String camel) {
        return camel.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(java.util.Locale.ROOT);
    }
}
