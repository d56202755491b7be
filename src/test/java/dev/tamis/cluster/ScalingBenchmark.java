package dev.tamis.cluster;

import dev.tamis.mainjob.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The same experiment in the same packs by one worker on one core and by two on one core each, in turn; the rest of the cluster
 * goes anywhere.
 */
class ScalingBenchmark {

    private static final int PAIRS = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @RegisterExtension
    static final Cluster cluster = new Cluster(List.of("--tamis.worker.pack-width=8"));

    @Test
    void twoWorkersOnTwoCoresBesideOneOnOne() {
        Node api = cluster.api("api");
        cluster.workerOnCore(0, "first");
        Node second = cluster.workerOnCore(1, "second");
        cluster.ready();
        seconds(api);
        List<Double> ratios = new ArrayList<>();
        for (int pair = 0; pair < PAIRS; pair++) {
            second.freeze();
            double one = seconds(api);
            second.thaw();
            double two = seconds(api);
            ratios.add(one / two);
            System.out.printf("one worker %.1f s, two workers %.1f s, ratio %.2f%n", one, two, one / two);
        }
        ratios.sort(null);
        System.out.printf("Two workers on two cores are %.2f times as fast as one on one%n", ratios.get(PAIRS / 2));
    }

    private static double seconds(Node api) {
        StoredExperiment experiment =
                cluster.stored(api.service().submit(Service.lecture().with("model.epochs", 70)));
        experiment.awaitEnd(PATIENCE);
        return experiment.duration().toMillis() / 1e3;
    }
}
