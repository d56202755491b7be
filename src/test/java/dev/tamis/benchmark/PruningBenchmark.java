package dev.tamis.benchmark;

import static dev.tamis.mainjob.Service.lecture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tamis.mainjob.Service;
import dev.tamis.mainjob.ServiceProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * What pruners save, and what they lose: over HTTP and with the real trainer, on the reference experiment and on another space, each seed
 * without a pruner and with each of them in turn. Epochs and losses are the same in every run; times are not.
 */
class PruningBenchmark {

    private static final int SEEDS = Integer.getInteger("tamis.benchmark.seeds", 5);

    private static final List<String> JVM = List.of("-Xmx512m", "-XX:TieredStopAtLevel=1");

    private static final Map<String, Map<String, Object>> PRUNERS = pruners();

    @TempDir
    Path home;

    private static Map<String, Map<String, Object>> pruners() {
        Map<String, Map<String, Object>> pruners = new LinkedHashMap<>();
        pruners.put("successive halving by 3 from 1", Map.of("type", "SUCCESSIVE_HALVING", "min", 1));
        pruners.put("successive halving by 3 from 3", Map.of("type", "SUCCESSIVE_HALVING", "min", 3));
        pruners.put("hyperband by 3 from 3", Map.of("type", "HYPERBAND", "min", 3));
        pruners.put("median", Map.of("type", "MEDIAN"));
        pruners.put("3 epochs, the best 10", Map.of("type", "FIRST_EPOCHS"));
        return pruners;
    }

    /** What an experiment came to. */
    private record Outcome(double seconds, double epochs, double best, Set<Integer> leaders) {}

    /** Of one pruner over the seeds. */
    private static final class Sums {
        private final List<Double> epochs = new ArrayList<>();
        private final List<Double> lost = new ArrayList<>();
        private final List<Double> kept = new ArrayList<>();
        private final List<Double> times = new ArrayList<>();

        void add(Outcome whole, Outcome pruned) {
            epochs.add(pruned.epochs() / whole.epochs());
            lost.add(100 * (whole.best() - pruned.best()));
            Set<Integer> both = new HashSet<>(whole.leaders());
            both.retainAll(pruned.leaders());
            kept.add((double) both.size());
            times.add(pruned.seconds() / whole.seconds());
        }

        @Override
        public String toString() {
            return String.format(
                    "epochs %.3f ± %.3f, best loses %.2f ± %.2f points, %.1f of the top 5 stay, time %.2f ± %.2f",
                    mean(epochs), error(epochs), mean(lost), error(lost), mean(kept), mean(times), error(times));
        }
    }

    @Test
    void mostEpochsAreSavedAndTheBestIsKept() {
        Map<String, Map<String, Sums>> bySpace = new LinkedHashMap<>();
        try (ServiceProcess process = ServiceProcess.startWith(JVM, home)) {
            Service service = process.service();
            outcome(service, reference(99));
            for (int seed = 0; seed < SEEDS; seed++) {
                compare(service, "reference experiment", reference(seed), bySpace);
                compare(service, "six hyperparameters", six(seed), bySpace);
            }
        }
        bySpace.forEach((space, sums) -> {
            System.out.printf(
                    "%n%s, 100 trials, 16 in flight, seeds 0 to %d, mean ± standard error%n", space, SEEDS - 1);
            sums.forEach((pruner, each) -> System.out.println("  " + pruner + ": " + each));
        });
        Sums halving = bySpace.get("reference experiment").get("successive halving by 3 from 3");
        assertThat(mean(halving.epochs)).isLessThanOrEqualTo(0.25);
        assertThat(mean(halving.times)).isLessThanOrEqualTo(0.35);
    }

    private static void compare(
            Service service, String space, Service.Submission submission, Map<String, Map<String, Sums>> bySpace) {
        Outcome whole = outcome(service, submission);
        PRUNERS.forEach((name, pruner) -> bySpace.computeIfAbsent(space, key -> new LinkedHashMap<>())
                .computeIfAbsent(name, key -> new Sums())
                .add(whole, outcome(service, submission.with("pruner", pruner))));
    }

    private static Outcome outcome(Service service, Service.Submission submission) {
        long start = System.nanoTime();
        String experiment = service.submit(submission);
        JsonNode end = service.awaitEnd(experiment);
        double seconds = (System.nanoTime() - start) / 1e9;
        assertThat(end.get("state").asString()).isEqualTo("COMPLETED");
        double epochs = 0;
        List<JsonNode> completed = new ArrayList<>();
        for (JsonNode trial : service.get(experiment + "/trials?size=200").get("content")) {
            epochs += trial.get("epochsDone").asInt();
            if (trial.get("state").asString().equals("COMPLETED")) {
                completed.add(trial);
            }
        }
        completed.sort(Comparator.comparingDouble(
                        (JsonNode each) -> -each.get("objectiveValue").asDouble())
                .thenComparingDouble(each -> each.get("validationLoss").asDouble()));
        Set<Integer> leaders = new HashSet<>();
        completed.stream()
                .limit(5)
                .forEach(each -> leaders.add(each.get("number").asInt()));
        // Of the whole search the top 5; of a pruned one all that were trained to their end.
        if (!end.at("/pruner/type").asString().equals("NONE")) {
            completed.forEach(each -> leaders.add(each.get("number").asInt()));
        }
        return new Outcome(seconds, epochs, end.at("/progress/bestValue").asDouble(), leaders);
    }

    private static Service.Submission reference(int seed) {
        return lecture()
                .with("sampler.seed", seed)
                .with("budget.maxTrials", 100)
                .with("budget.parallelTrials", 16);
    }

    private static Service.Submission six(int seed) {
        return reference(seed)
                .with("dataset", Map.of("name", "mnist", "trainSize", 800, "validationSize", 200))
                .with("model", Map.of("hiddenLayers", 3, "optimizer", "MOMENTUM", "batchSize", 50, "epochs", 27))
                .with(
                        "searchSpace",
                        Map.of(
                                "learningRate", Map.of("type", "float", "low", 1e-4, "high", 0.1, "scale", "log"),
                                "momentum", Map.of("type", "float", "low", 0.5, "high", 0.99),
                                "weightDecay", Map.of("type", "float", "low", 1e-8, "high", 1e-2, "scale", "log"),
                                "dropout", Map.of("type", "float", "low", 0, "high", 0.6),
                                "initializer",
                                        Map.of("type", "categorical", "choices", List.of("HE", "XAVIER", "NORMAL")),
                                "initializerStd", Map.of("type", "float", "low", 1e-3, "high", 0.1, "scale", "log")));
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    private static double error(List<Double> values) {
        double mean = mean(values);
        double squares = values.stream()
                .mapToDouble(each -> (each - mean) * (each - mean))
                .sum();
        return Math.sqrt(squares / Math.max(1, values.size() - 1) / values.size());
    }
}
