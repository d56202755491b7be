package dev.tamis.benchmark;

import static dev.tamis.mainjob.Service.lecture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tamis.mainjob.Service;
import dev.tamis.mainjob.ServiceProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * What learning is worth where it counts: the lecture's own experiment on MNIST, over HTTP and with the real trainer. What trials come to
 * is the same in every run; how long they take is not.
 */
class LectureBenchmark {

    private static final int SEEDS = 10;
    private static final int PAIRS = 5;

    /** As the README starts a node that trains. */
    private static final List<String> JVM = List.of("-Xmx512m", "-XX:TieredStopAtLevel=1");

    @TempDir
    Path home;

    @Test
    void fortyTrialsThatLearnAreNoWorseThanAHundredAtRandom() {
        List<Double> learned = new ArrayList<>();
        List<Double> fewRandom = new ArrayList<>();
        List<Double> manyRandom = new ArrayList<>();
        try (ServiceProcess process = ServiceProcess.startWith(JVM, home)) {
            for (int seed = 0; seed < SEEDS; seed++) {
                learned.add(best(process.service(), "AUTO", seed, 40));
                fewRandom.add(best(process.service(), "RANDOM", seed, 40));
                manyRandom.add(best(process.service(), "RANDOM", seed, 100));
            }
        }
        System.out.printf(
                "%nThe reference experiment, 8 in flight, best validation accuracy, mean of seeds 0 to %d ± standard error%n"
                        + "  AUTO, 40 trials      %s%n"
                        + "  RANDOM, 40 trials    %s%n"
                        + "  RANDOM, 100 trials   %s%n%n",
                SEEDS - 1, shown(learned), shown(fewRandom), shown(manyRandom));
        assertThat(mean(learned)).isGreaterThanOrEqualTo(mean(manyRandom));
    }

    @Test
    void learningTakesHardlyLongerThanChance() {
        List<Double> ratios = new ArrayList<>();
        try (ServiceProcess process = ServiceProcess.startWith(JVM, home)) {
            Service service = process.service();
            seconds(service, "AUTO", 0);
            seconds(service, "RANDOM", 0);
            for (int pair = 1; pair <= PAIRS; pair++) {
                double random = seconds(service, "RANDOM", pair);
                ratios.add(seconds(service, "AUTO", pair) / random);
            }
        }
        List<Double> sorted = ratios.stream().sorted().toList();
        System.out.printf(
                "%nThe reference experiment, 100 trials, 16 in flight: time with AUTO, times that with RANDOM, %d pairs in turn%n"
                        + "  median %.2f (%.2f to %.2f)%n%n",
                PAIRS, sorted.get(PAIRS / 2), sorted.get(0), sorted.get(PAIRS - 1));
    }

    private static double best(Service service, String sampler, int seed, int trials) {
        return ended(service, sampler, seed, trials, 8)
                .at("/progress/bestValue")
                .asDouble();
    }

    private static double seconds(Service service, String sampler, int seed) {
        long start = System.nanoTime();
        ended(service, sampler, seed, 100, 16);
        return (System.nanoTime() - start) / 1e9;
    }

    private static JsonNode ended(Service service, String sampler, int seed, int trials, int parallelTrials) {
        String experiment = service.submit(lecture()
                .with("sampler.type", sampler)
                .with("sampler.seed", seed)
                .with("budget.maxTrials", trials)
                .with("budget.parallelTrials", parallelTrials));
        JsonNode end = service.awaitEnd(experiment);
        assertThat(end.get("state").asString()).isEqualTo("COMPLETED");
        return end;
    }

    private static String shown(List<Double> values) {
        double mean = mean(values);
        double squares = values.stream()
                .mapToDouble(each -> (each - mean) * (each - mean))
                .sum();
        return String.format("%.3f ± %.3f", mean, Math.sqrt(squares / (values.size() - 1) / values.size()));
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }
}
