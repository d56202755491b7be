package dev.tamis.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tamis.mainjob.Service;
import dev.tamis.mainjob.ServiceProcess;
import dev.tamis.mlp.Pack;
import dev.tamis.mlp.Trainer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/**
 * The reference experiment as clients get it: over HTTP, with the database, by a process with 512 MB of heap; beside the same
 * trials trained in packs without a service, and one model at a time by DJL's own trainer, all in turn in one run.
 */
class ServiceBenchmark {

    private static final int CORES = Runtime.getRuntime().availableProcessors();
    private static final int TRIALS = 100;
    private static final int REPEATS = 5;
    private static final int WIDTH = 8;

    /** As the README starts a node that trains. */
    private static final List<String> JVM = List.of("-Xmx512m", "-XX:TieredStopAtLevel=1");

    /** Until then Java compiles the service's own code. */
    private static final int WARM_UPS = 3;

    @TempDir
    Path home;

    @Test
    void theReferenceExperimentEndToEnd() {
        Workload reference = Workload.all().get(0);
        List<Pack> packs = reference.packs(WIDTH, CORES, TRIALS);
        List<Double> djl = new ArrayList<>();
        List<Double> bare = new ArrayList<>();
        List<Double> served = new ArrayList<>();
        ThreadTimes times = new ThreadTimes(0, 0, 0);
        long resident;
        try (AnnotationConfigApplicationContext context = LocalTrainer.context();
                ServiceProcess process = ServiceProcess.startWith(JVM, home)) {
            Trainer trainer = context.getBean(Trainer.class);
            Service service = process.service();
            for (int warmUp = 0; warmUp < WARM_UPS; warmUp++) {
                seconds(service);
            }
            Packs.train(trainer, packs, reference.split(), CORES);
            for (int repeat = 0; repeat < REPEATS; repeat++) {
                djl.add(Math.max(
                        TrainingBenchmark.onDjl(reference, reference.split(), 1),
                        TrainingBenchmark.onDjl(reference, reference.split(), CORES)));
                bare.add(TRIALS / Packs.train(trainer, packs, reference.split(), CORES));
                ThreadTimes before = ThreadTimes.of(process.pid());
                served.add(TRIALS / seconds(service));
                times = times.plus(before, ThreadTimes.of(process.pid()));
            }
            resident = ResidentMemory.megabytes(String.valueOf(process.pid()), "VmHWM");
        }
        System.out.printf(
                "%nThe reference experiment, trials per second, %d cores, median of %d (least and most)%n"
                        + "  DJL's trainer, one model at a time   %s%n"
                        + "  packs without the service            %s%n"
                        + "  over HTTP, with the database         %s%n"
                        + "  that is, times DJL's                 %s%n"
                        + "  of the packs without the service     %s%n"
                        + "  the service's processor time: %s%n"
                        + "  resident memory of the service       %6d MB, at most 512 of them heap%n%n",
                CORES,
                REPEATS,
                spread(djl),
                spread(bare),
                spread(served),
                spread(ratios(served, djl)),
                spread(ratios(served, bare)),
                times.shares(),
                resident);
        assertThat(resident).isLessThanOrEqualTo(1536);
    }

    private static double seconds(Service service) {
        long start = System.nanoTime();
        String experiment = service.submit(Service.lecture().with("budget.maxTrials", TRIALS));
        assertThat(service.awaitEnd(experiment).get("state").asString()).isEqualTo("COMPLETED");
        return (System.nanoTime() - start) / 1e9;
    }

    /** Of what was measured in turn. */
    private static List<Double> ratios(List<Double> dividends, List<Double> divisors) {
        return IntStream.range(0, dividends.size())
                .mapToObj(i -> dividends.get(i) / divisors.get(i))
                .toList();
    }

    private static String spread(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return String.format(
                "%6.2f (%.2f to %.2f)", sorted.get(sorted.size() / 2), sorted.get(0), sorted.get(sorted.size() - 1));
    }
}
