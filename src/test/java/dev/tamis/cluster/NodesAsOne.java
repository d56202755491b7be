package dev.tamis.cluster;

import static dev.tamis.mainjob.Service.lecture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tamis.mainjob.Service;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Two nodes that answer and two that train, as if they were one. */
abstract class NodesAsOne {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @RegisterExtension
    static final Cluster cluster = new Cluster(Cluster.QUICK);

    private static Service a;
    private static Service b;
    private static List<Node> workers;

    @BeforeAll
    static void start() {
        Node nodeA = cluster.api("a");
        Node nodeB = cluster.api("b");
        workers = List.of(
                cluster.worker("w1", "--tamis.worker.threads=2"), cluster.worker("w2", "--tamis.worker.threads=2"));
        cluster.ready();
        a = nodeA.service();
        b = nodeB.service();
    }

    @Test
    void whatOneNodePausesResumesAndCancelsStopsOnWorkersThatTrainForAnother() {
        String path = a.submit(lecture().with("model.epochs", 50_000).with("budget.maxTrials", 16));
        StoredExperiment experiment = cluster.stored(path);
        awaitBothTrain(experiment);

        assertThat(b.send("POST", path + "/pause", "").statusCode()).isEqualTo(202);
        standsStill(experiment, "WAITING");
        assertThat(a.get(path).get("state").asString()).isEqualTo("PAUSED");

        assertThat(b.send("POST", path + "/resume", "").statusCode()).isEqualTo(202);
        awaitBothTrain(experiment);

        assertThat(b.send("POST", path + "/cancel", "").statusCode()).isEqualTo(202);
        standsStill(experiment, "CANCELLED");
        assertThat(experiment.deaths()).isZero();
    }

    @Tag("long")
    @Test
    void anExperimentPausedAndResumedByTurnsComesToTheSameNumbers() {
        Service.Submission submission = lecture().with("model.epochs", 80).with("budget.maxTrials", 37);
        StoredExperiment undisturbed = cluster.stored(a.submit(submission));
        undisturbed.awaitEnd(PATIENCE);

        String path = a.submit(submission);
        StoredExperiment experiment = cluster.stored(path);
        for (int done : new int[] {1, 10, 20}) {
            await().atMost(PATIENCE).until(() -> experiment.trials("COMPLETED") >= done);
            assertThat(b.send("POST", path + "/pause", "").statusCode()).isEqualTo(202);
            assertThat(a.send("POST", path + "/resume", "").statusCode()).isEqualTo(202);
        }
        experiment.awaitEnd(PATIENCE);

        experiment.assertWhole(37, 80);
        experiment.assertSameResultsAs(undisturbed);
        experiment.awaitNoTasks();
        assertThat(experiment.deaths()).isZero();
    }

    @Test
    void whoFollowsAtOneNodeHearsOfTheOtherAndGoesOnThereMissingNothing() {
        String path = a.submit(lecture().with("model.epochs", 80).with("budget.maxTrials", 32));
        Map<Integer, String> heard = new TreeMap<>();
        String lastId;
        try (EventStream atA = new EventStream(a, path, "0")) {
            await().atMost(SOON).until(() -> states(atA).containsValue("COMPLETED"));
            assertThat(b.send("POST", path + "/pause", "").statusCode()).isEqualTo(202);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(experimentStates(atA)).endsWith("PAUSED"));
            heard.putAll(states(atA));
            lastId = atA.lastId();
        }
        int completedBefore = cluster.stored(path).trials("COMPLETED");
        assertThat(heard).hasSize(32);

        assertThat(b.send("POST", path + "/resume", "").statusCode()).isEqualTo(202);
        await().atMost(PATIENCE).until(() -> cluster.stored(path).trials("COMPLETED") > completedBefore);
        try (EventStream atB = new EventStream(b, path, lastId)) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(atB.named("end")).hasSize(1));

            Map<Integer, String> heardAtB = states(atB);
            assertThat(heardAtB).hasSize(32 - completedBefore);
            heard.putAll(heardAtB);
            assertThat(heard).isEqualTo(cluster.stored(path).states());
            assertThat(experimentStates(atB)).startsWith("RUNNING").endsWith("COMPLETED");
        }
    }

    @Test
    void everyNodeGivesTheSameAnswer() {
        String path = a.submit(lecture().small().with("budget.maxTrials", 30));
        assertThat(b.get(path).get("name").asString()).isEqualTo("lecture-hpo");
        b.awaitEnd(path);

        for (String below : List.of(
                "",
                "/trials?size=100",
                "/trials?after=0&size=100",
                "/trials/3",
                "/trials/3/curve",
                "/points",
                "/curves?top=3",
                "/leaderboard?top=100",
                "/range-suggestions",
                "/importance",
                "/rounds",
                "/export?format=csv",
                "/export?format=json")) {
            var answer = a.send("GET", path + below, null);
            assertThat(answer.statusCode()).as(below + answer.body()).isEqualTo(200);
            assertThat(b.send("GET", path + below, null).body()).as(below).isEqualTo(answer.body());
        }
        assertThat(b.get("/experiments?size=100")).isEqualTo(a.get("/experiments?size=100"));
        assertThat(b.get("/datasets")).isEqualTo(a.get("/datasets"));
        assertThat(b.send("DELETE", path, null).statusCode()).isEqualTo(204);
        assertThat(a.send("GET", path, null).statusCode()).isEqualTo(404);
    }

    @Test
    void aSmallExperimentStartsWhileTenThousandTrialsOfAnotherWait() {
        String large = a.submit(lecture()
                .with("model.epochs", 40)
                .with("budget.maxTrials", 10_000)
                .with("budget.parallelTrials", 64));
        await().atMost(SOON).until(() -> cluster.stored(large).trials("COMPLETED") > 0);

        String small = b.submit(lecture().with("model.epochs", 40).with("budget.maxTrials", 4));
        cluster.stored(small).awaitEnd(Duration.ofMinutes(1));

        assertThat(cluster.stored(large).trials("WAITING")).isGreaterThan(5_000);
        assertThat(b.send("DELETE", large, null).statusCode()).isEqualTo(204);
        cluster.stored(large).awaitNoTasks();
    }

    @Test
    void parallelTrialsHoldOverAllNodesAndMaxTrialsExactly() {
        StoredExperiment experiment = cluster.stored(a.submit(
                lecture().with("model.epochs", 40).with("budget.maxTrials", 53).with("budget.parallelTrials", 8)));
        Set<Integer> running = new TreeSet<>();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> {
            running.add(experiment.trials("RUNNING"));
            return experiment.state().equals("COMPLETED");
        });

        // four threads are free for two packs of four
        assertThat(running).contains(8).allMatch(count -> count <= 8);
        experiment.assertWhole(53, 40);
    }

    private static void awaitBothTrain(StoredExperiment experiment) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(workers)
                        .noneMatch(worker -> experiment.runningOn(worker).isEmpty()));
        await().atMost(SOON).until(() -> experiment.measurements() > 0);
    }

    /** No trial runs, and the workers have let go of their lanes hours before their packs would have ended. */
    private static void standsStill(StoredExperiment experiment, String state) {
        assertThat(experiment.states().values()).containsOnly(state);
        int measured = experiment.measurements();
        experiment.awaitNoTasks();
        assertThat(experiment.states().values()).containsOnly(state);
        assertThat(experiment.measurements()).isEqualTo(measured);
        experiment.assertCountersRight();
    }

    /** What a client knows who has heard all events: the newest state of each trial. */
    private static Map<Integer, String> states(EventStream stream) {
        Map<Integer, String> states = new TreeMap<>();
        for (JsonNode trials : stream.named("trials")) {
            for (int i = 0; i < trials.get("number").size(); i++) {
                states.put(
                        trials.at("/number/" + i).asInt(),
                        trials.at("/state/" + i).asString());
            }
        }
        return states;
    }

    private static List<String> experimentStates(EventStream stream) {
        return stream.named("experiment").stream()
                .map(experiment -> experiment.get("state").asString())
                .toList();
    }
}
