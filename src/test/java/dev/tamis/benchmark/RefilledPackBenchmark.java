package dev.tamis.benchmark;

import dev.tamis.dataset.Split;
import dev.tamis.experiment.Measurement;
import dev.tamis.mlp.Onlooker;
import dev.tamis.mlp.Pack;
import dev.tamis.mlp.Trainer;
import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/**
 * What a pack loses whose members are each at an epoch of their own, beside one in step: {@code ./mvnw -Pbenchmark verify
 * -Dit.test=RefilledPackBenchmark}. One thread, whose processor time counts; both sides in turn, several times; the ratio is that of their
 * medians.
 *
 * <pre>
 * in step    a pack of 8 from its first epoch to its last, E
 * refilled   after every E / 8 epochs one leaves and another joins: E epochs from the E-th on, when all are apart
 * </pre>
 */
class RefilledPackBenchmark {

    private static final int WIDTH = 8;

    private static final int TURNS = Integer.getInteger("tamis.benchmark.turns", 5);

    @Test
    void trialEpochsPerSecondSideBySide() {
        try (AnnotationConfigApplicationContext context = LocalTrainer.context()) {
            Trainer trainer = context.getBean(Trainer.class);
            List<String> lines = new ArrayList<>();
            for (Workload workload : Workload.all()) {
                lines.add(measure(trainer, workload.train() > 1_000 ? large(workload) : lasting(workload, 4 * WIDTH)));
            }
            System.out.printf(
                    "%nTrials' epochs per second of a processor in packs of %d%n%-50s %8s %9s %6s%n",
                    WIDTH, "shape", "in step", "refilled", "ratio");
            lines.forEach(System.out::print);
            System.out.println();
        }
    }

    /** Still too many rows for the dual form. */
    private static Workload large(Workload workload) {
        Workload shorter = lasting(workload, WIDTH);
        return new Workload("784-100x6-10, 2000 rows, SGD", 2_000, 500, shorter.model(), workload.trials());
    }

    private static Workload lasting(Workload workload, long epochs) {
        Map<String, Object> model = new LinkedHashMap<>(workload.model());
        model.put("epochs", epochs);
        return new Workload(workload.name(), workload.train(), workload.validation(), model, workload.trials());
    }

    private static String measure(Trainer trainer, Workload workload) {
        Split split = workload.split();
        List<Pack> packs = workload.packs(WIDTH, 1, 4 * WIDTH);
        int epochs = workload.spec().schedule().epochs();
        double[] inStep = new double[TURNS];
        double[] refilled = new double[TURNS];
        for (int turn = -1; turn < TURNS; turn++) {
            double one = WIDTH * epochs / secondsOf(() -> trainer.train(packs.get(0), split, Onlooker.patient()));
            double other = WIDTH * epochs / new Refilled(packs, epochs).train(trainer, split);
            if (turn >= 0) { // after one to warm up
                inStep[turn] = one;
                refilled[turn] = other;
            }
        }
        double usual = median(inStep);
        double apart = median(refilled);
        return String.format("%-50s %8.0f %9.0f %6.2f%n", workload.name(), usual, apart, apart / usual);
    }

    private static double secondsOf(Runnable work) {
        double start = seconds();
        work.run();
        return seconds() - start;
    }

    /** Of the calling thread, on a processor. */
    private static double seconds() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
    }

    private static double median(double... values) {
        return DoubleStream.of(values)
                .sorted()
                .skip(values.length / 2)
                .findFirst()
                .orElseThrow();
    }

    /** A pack that is refilled until its last measured epoch. */
    private static final class Refilled {

        private final Pack first;
        private final int epochs;
        private final Deque<Pack.Member> waiting;
        private final Set<Integer> founders;
        private int epoch;
        private double start;
        private double end;

        Refilled(List<Pack> packs, int epochs) {
            first = packs.get(0);
            this.epochs = epochs;
            waiting = packs.stream()
                    .skip(1)
                    .flatMap(each -> each.members().stream())
                    .collect(Collectors.toCollection(ArrayDeque::new));
            founders = first.members().stream().map(Pack.Member::number).collect(Collectors.toSet());
        }

        /** @return seconds of the epochs measured */
        double train(Trainer trainer, Split split) {
            trainer.train(first, split, new Onlooker(this::leaving, this::joining));
            return end - start;
        }

        private Set<Integer> leaving(List<Measurement> results) {
            epoch++;
            if (epoch == epochs) {
                start = seconds();
            }
            if (epoch == 2 * epochs) {
                end = seconds();
                return results.stream().map(Measurement::trialNumber).collect(Collectors.toSet());
            }
            Set<Integer> leaving = new HashSet<>();
            if (epoch < epochs && epoch % (epochs / WIDTH) == 0) {
                leaving.add(results.stream()
                        .map(Measurement::trialNumber)
                        .filter(founders::remove)
                        .findFirst()
                        .orElseThrow());
            }
            return leaving;
        }

        private List<Pack.Member> joining(Set<Integer> remaining) {
            List<Pack.Member> joining = new ArrayList<>();
            while (epoch < 2 * epochs && remaining.size() + joining.size() < WIDTH) {
                joining.add(waiting.remove());
            }
            return joining;
        }
    }
}
