package dev.tamis.cluster;

import static dev.tamis.mainjob.Service.lecture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tamis.mainjob.Service;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of an experiment when one of two workers leaves, sleeps or dies, or the database goes away. */
abstract class FailingNodes {

    private static final int TRIALS = 16;
    private static final int EPOCHS = 120;
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @RegisterExtension
    static final Cluster cluster = new Cluster(Cluster.QUICK);

    private static Node api;
    private static Node first;
    private static Node second;
    private static StoredExperiment undisturbed;

    @BeforeAll
    static void start() {
        api = cluster.api("api");
        first = cluster.worker("first");
        second = cluster.worker("second");
        cluster.ready();
        undisturbed = submitted();
        undisturbed.awaitEnd(PATIENCE);
        undisturbed.assertWhole(TRIALS, EPOCHS);
    }

    @BeforeEach
    void heal() {
        cluster.ready();
    }

    @Test
    void aWorkerToldToStopGivesItsTrialsBackInTenSecondsAndNobodyHasDied() {
        StoredExperiment experiment = submitted();
        awaitRunning(experiment, first, second);
        Set<Integer> held = experiment.runningOn(first);

        first.terminate(Duration.ofSeconds(10));

        assertThat(experiment.runningOn(first)).isEmpty();
        experiment.awaitEnd(PATIENCE);
        experiment.assertWhole(TRIALS, EPOCHS);
        experiment.assertSameResultsAs(undisturbed);
        experiment.awaitNoTasks();
        assertThat(experiment.deaths()).isZero();
        Map<Integer, Integer> attempts = experiment.attempts();
        assertThat(held).isNotEmpty().allMatch(number -> attempts.get(number) == 2);
    }

    @Test
    void aWorkerThatWakesUpAfterItWasGivenUpChangesNothingForItsSuccessor() {
        Node spare = cluster.worker("spare");
        spare.awaitReady();
        spare.freeze();
        StoredExperiment experiment = submitted();
        awaitRunning(experiment, first, second);
        Set<Integer> held = experiment.runningOn(first);
        int lane = experiment.laneOf(held.iterator().next());
        Set<String> sleeping = experiment.tokensIn(lane);
        first.freeze();
        spare.thaw();
        await("another claim in the sleeper's lane")
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> !sleeping.containsAll(experiment.tokensIn(lane)));
        Map<Integer, Integer> deaths = experiment.deathsByTrial();
        assertThat(held).allMatch(number -> deaths.get(number) == 1);

        first.thaw();

        experiment.awaitEnd(PATIENCE);
        experiment.assertWhole(TRIALS, EPOCHS);
        experiment.assertSameResultsAs(undisturbed);
        experiment.awaitNoTasks();
        assertThat(experiment.deathsByTrial()).isEqualTo(deaths);
        assertThat(experiment.attempts())
                .allSatisfy((number, attempt) -> assertThat(attempt).isEqualTo(1 + deaths.get(number)));
        assertThat(first.isAlive()).isTrue();
        cluster.dismiss(spare);
    }

    @Test
    void whileTheDatabaseIsAwayNodesStayUpAndAfterwardsAllGoesOnAndNobodyHasDied() {
        StoredExperiment experiment = submitted();
        awaitRunning(experiment, first, second);

        cluster.database().stop();
        HttpResponse<String> refused = api.service().send("GET", "/experiments", null);
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        Cluster.pass(Cluster.QUICK_LIMIT.multipliedBy(3));
        assertThat(List.of(api, first, second)).allMatch(Node::isAlive);
        cluster.database().start();

        experiment.awaitEnd(PATIENCE);
        experiment.assertWhole(TRIALS, EPOCHS);
        experiment.assertSameResultsAs(undisturbed);
        experiment.awaitNoTasks();
        assertThat(experiment.deaths()).isZero();
        assertThat(List.of(api, first, second)).allMatch(Node::isAlive);
        api.awaitReady();
    }

    @Test
    void aTrialThatKillsItsWorkerAgainAndAgainFailsWithTheReasonAndItsNeighboursComplete() {
        StoredExperiment experiment = submitted();
        int killer = 1;
        Set<String> killed = new HashSet<>();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> {
            String token = experiment.tokens().get(killer);
            for (Node worker : List.of(first, second)) {
                if (token != null && experiment.runningOn(worker).contains(killer) && killed.add(token)) {
                    worker.kill();
                    worker.start();
                }
            }
            return experiment.state().equals("COMPLETED");
        });

        assertThat(killed).hasSize(3);
        Map<Integer, String> states = experiment.states();
        assertThat(states).containsEntry(killer, "FAILED").hasSize(TRIALS);
        assertThat(api.service()
                        .get(experiment.path() + "/trials/" + killer)
                        .get("reason")
                        .asString())
                .isEqualTo("training it broke off 3 times; the last time, its worker died");
        states.remove(killer);
        assertThat(states.values()).containsOnly("COMPLETED");
        experiment.assertCountersRight();
        experiment.awaitNoTasks();
        assertThat(experiment.deathsByTrial())
                .allSatisfy((number, deaths) -> assertThat(deaths).isLessThanOrEqualTo(number == killer ? 3 : 1));
        experiment.assertSameCurvesAs(undisturbed, states.keySet());
    }

    private static StoredExperiment submitted() {
        Service.Submission submission = lecture()
                .with("model.epochs", EPOCHS)
                .with("budget.maxTrials", TRIALS)
                .with("budget.parallelTrials", 8);
        return cluster.stored(api.service().submit(submission));
    }

    private static void awaitRunning(StoredExperiment experiment, Node... workers) {
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(workers)
                        .noneMatch(worker -> experiment.runningOn(worker).isEmpty()));
        await().atMost(SOON).pollInterval(Duration.ofMillis(50)).until(() -> experiment.measurements() > 0);
    }
}
