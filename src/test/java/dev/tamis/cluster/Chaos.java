package dev.tamis.cluster;

import dev.tamis.mainjob.Service;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One experiment run twice: by one worker whom nothing happens to, and by several while a script of faults goes on. Nothing
 * may be lost, nothing come twice, and both must come to the same numbers.
 */
record Chaos(int trials, int epochs, FaultScript.Dose dose) {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /**
     * Workers are killed at random, now and then with the same trial alone. Across machines nobody can tell that from a crash,
     * and what is killed on one node is another test's.
     */
    private static final String FORGIVING = "--tamis.worker.deaths-allowed=1000";

    /**
     * @param undisturbed from submission to the last trial's end, with the same number of cores
     * @param repeated trials that were claimed more than once
     * @param dead trials whose worker was taken for dead at least once
     * @param revivals from a kill until the last of its trials had been taken back, in ascending order
     */
    record Figures(Duration undisturbed, Duration disturbed, long repeated, long dead, List<Duration> revivals) {

        @Override
        public String toString() {
            Duration median = revivals.isEmpty() ? Duration.ZERO : revivals.get(revivals.size() / 2);
            Duration longest = revivals.isEmpty() ? Duration.ZERO : revivals.get(revivals.size() - 1);
            return String.format(
                    "undisturbed %.1f s, disturbed %.1f s; %d trials claimed more than once, %d revived;"
                            + " %d kills in the middle of a pack, from death to revival %.1f s (median), %.1f s (longest)",
                    seconds(undisturbed),
                    seconds(disturbed),
                    repeated,
                    dead,
                    revivals.size(),
                    seconds(median),
                    seconds(longest));
        }

        private static double seconds(Duration duration) {
            return duration.toMillis() / 1e3;
        }
    }

    Figures on(Cluster cluster, FaultScript script) {
        System.out.println(script);
        Node api = cluster.api("api");
        Node alone = cluster.worker("alone", "--tamis.worker.threads=2");
        cluster.ready();
        StoredExperiment undisturbed = cluster.stored(api.service().submit(submission()));
        undisturbed.awaitEnd(PATIENCE);
        System.out.printf("Undisturbed: %.1f s%n", undisturbed.duration().toMillis() / 1e3);
        cluster.dismiss(alone);

        List<Node> workers = IntStream.range(0, dose.workers())
                .mapToObj(i -> cluster.worker("worker-" + i, FORGIVING))
                .toList();
        cluster.ready();
        StoredExperiment disturbed = cluster.stored(api.service().submit(submission()));
        try (Revivals revivals = new Revivals();
                Disturbance disturbance = new Disturbance(cluster, workers, revivals)) {
            disturbance.of(disturbed, script);
            disturbed.awaitEnd(PATIENCE);
            disturbance.awaitAwake();
            check(disturbed, undisturbed);
            return new Figures(
                    undisturbed.duration(),
                    disturbed.duration(),
                    disturbed.attempts().values().stream()
                            .filter(each -> each > 1)
                            .count(),
                    disturbed.deathsByTrial().values().stream()
                            .filter(each -> each > 0)
                            .count(),
                    revivals.times());
        }
    }

    private void check(StoredExperiment disturbed, StoredExperiment undisturbed) {
        undisturbed.assertWhole(trials, epochs);
        disturbed.assertWhole(trials, epochs);
        disturbed.assertSameResultsAs(undisturbed);
        disturbed.awaitNoTasks();
    }

    private Service.Submission submission() {
        return Service.lecture()
                .with("model.epochs", epochs)
                .with("budget.maxTrials", trials)
                .with("budget.parallelTrials", 24);
    }
}
