package dev.tamis.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.pytorch.jni.JniUtils;
import dev.tamis.dataset.Split;
import dev.tamis.mlp.GraphShape;
import dev.tamis.mlp.Machine;
import dev.tamis.mlp.Onlooker;
import dev.tamis.mlp.Pack;
import dev.tamis.mlp.PackMemory;
import dev.tamis.mlp.PackPlan;
import dev.tamis.mlp.Trainer;
import dev.tamis.mlp.djl.BareProducts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.DoubleAdder;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/**
 * What fusing trials gains, measured in one run: {@code ./mvnw -Pbenchmark verify}.
 *
 * <p>Both sides do the same work: every epoch trains on all rows and scores the validation rows. DJL's trainer runs with one
 * intra-op thread and with one for each core; the better of the two counts. The peak is that of large products of the
 * same library on the same threads, taken before and after. "Of work" is the share by the matrix products that a trial asks for,
 * training and validation, counted layer by layer as DJL's trainer does them; "done" counts the products that are done, which
 * the dual form makes fewer. Beside them stands the share that the products of a training step reach alone, in the same sizes
 * and with nothing else to do, and with ADAM's update of the weights: what is left to gain.
 */
class TrainingBenchmark {

    private static final int CORES = Runtime.getRuntime().availableProcessors();

    private static final int PACKS = Integer.getInteger("tamis.benchmark.packs", 1_000);

    private static final int WIDTH = Integer.getInteger("tamis.benchmark.pack-width", 0);

    @Test
    void trialsPerSecondSideBySide() {
        try (AnnotationConfigApplicationContext context = LocalTrainer.context()) {
            Trainer trainer = context.getBean(Trainer.class);
            List<String> lines = new ArrayList<>();
            for (Workload workload : Workload.all()) {
                lines.add(measure(trainer, workload));
            }
            System.out.printf(
                    "%nTrials per second, %d cores%n%-50s %5s %6s %9s %10s %6s   %s%n",
                    CORES,
                    "shape",
                    "width",
                    "DJL",
                    "1 thread",
                    "all cores",
                    "ratio",
                    "share of SGEMM peak: of work, done, bare products, and update");
            lines.forEach(System.out::print);
            System.out.println();
        }
    }

    @Test
    void nativeMemoryStaysFlatOverAThousandPacks() {
        try (AnnotationConfigApplicationContext context = LocalTrainer.context()) {
            Trainer trainer = context.getBean(Trainer.class);
            List<Workload> workloads =
                    List.of(small(Map.of("optimizer", "ADAM", "dropout", 0.1)), small(Map.of("optimizer", "SGD")));
            List<Split> splits = workloads.stream().map(Workload::split).toList();
            List<Pack> packs =
                    workloads.stream().map(each -> each.packs(8, 1).get(0)).toList();
            List<Long> resident = Collections.synchronizedList(new ArrayList<>());
            AtomicInteger done = new AtomicInteger();
            Packs.inParallel(CORES, Collections.nCopies(PACKS, () -> {
                int which = done.get() % workloads.size();
                trainer.train(packs.get(which), splits.get(which), Onlooker.patient());
                if (done.incrementAndGet() % (PACKS / 10) == 0) {
                    resident.add(ResidentMemory.megabytes("self", "VmRSS"));
                }
            }));
            System.out.printf("%nResident memory in MB over %d packs: %s%n%n", PACKS, resident);
            assertThat(resident.get(9)).isLessThan(resident.get(1) + 100);
        }
    }

    private static Workload small(Map<String, Object> settings) {
        Map<String, Object> model = new LinkedHashMap<>(settings);
        model.put("hiddenLayers", 2L);
        model.put("epochs", 1L);
        return new Workload("784-100x2-10", 400, 100, model, 8);
    }

    private static String measure(Trainer trainer, Workload workload) {
        Split split = workload.split();
        double alone = Math.max(onDjl(workload, split, 1), onDjl(workload, split, CORES));
        int width = WIDTH > 0 ? WIDTH : plannedWidth(workload);
        Packs.train(trainer, workload.packs(width, CORES, width * CORES), split, CORES);
        int half = workload.trials() / 2;
        double oneThread = half / Packs.train(trainer, workload.packs(width, 1, half), split, 1);
        double products = operationsPerSecond(workload, width, false);
        double before = Peak.operationsPerSecond(CORES);
        double allCores = workload.trials() / Packs.train(trainer, workload.packs(width, CORES), split, CORES);
        double after = Peak.operationsPerSecond(CORES);
        double update = operationsPerSecond(workload, width, true);
        double peak = (before + after) / 2;
        return String.format(
                "%-50s %5d %6.2f %9.2f %10.2f %6.1f   %3.0f GFLOP/s: %3.0f %%, %3.0f %%, %3.0f %%, %3.0f %%%n",
                workload.name(),
                width,
                alone,
                oneThread,
                allCores,
                allCores / alone,
                peak / 1e9,
                100 * allCores * workload.operations() / peak,
                100 * allCores * workload.operationsDone() / peak,
                100 * products / before,
                100 * update / after);
    }

    /** Of the matrix products of training steps alone, on all cores. */
    private static double operationsPerSecond(Workload workload, int width, boolean updating) {
        DoubleAdder total = new DoubleAdder();
        Packs.inParallel(
                CORES,
                Collections.nCopies(
                        CORES,
                        () -> total.add(width
                                * workload.operationsOfStep()
                                / BareProducts.secondsOfStep(workload.spec(), workload.size(), width, updating))));
        return total.sum();
    }

    private static int plannedWidth(Workload workload) {
        PackMemory memory = new PackMemory(GraphShape.of(workload.spec()), workload.size(), true);
        Machine machine = new Machine(CORES, Machine.USUAL_CACHE_PER_CORE, 1L << 30);
        return PackPlan.width(memory, machine, workload.trials());
    }

    /** Trials a second of DJL's own trainer, in a thread of its own: thread counts and gradient mode stick to a thread. */
    static double onDjl(Workload workload, Split split, int threads) {
        double[] seconds = new double[1];
        int trials = Math.max(2, workload.trials() / 16);
        Packs.inParallel(1, List.of(() -> {
            JniUtils.setNumThreads(threads);
            JniUtils.setGradMode(true);
            OneModelAtATime.train(workload.spec(), split, 1);
            seconds[0] = OneModelAtATime.train(workload.spec(), split, trials);
        }));
        return trials / seconds[0];
    }
}
