package dev.tamis.benchmark;

import ai.djl.pytorch.jni.JniUtils;
import dev.tamis.dataset.Split;
import dev.tamis.mlp.MlpSpec;
import dev.tamis.mlp.Onlooker;
import dev.tamis.mlp.Pack;
import dev.tamis.mlp.Trainer;
import dev.tamis.mlp.djl.BareProducts;
import dev.tamis.mlp.optimizer.Optimizer;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/**
 * What packs of one cost: a space of many shapes through our trainer, DJL's own, and the bare matrix products, in turn: {@code ./mvnw
 * -Pbenchmark verify -Dit.test=PractitionersSpaceBenchmark}. One thread, whose processor time counts. The products are those of the
 * training steps alone, ADAM's update with them; validation has about a tenth as many.
 */
class PractitionersSpaceBenchmark {

    private static final int TURNS = Integer.getInteger("tamis.benchmark.turns", 3);

    @Test
    void aSpaceOfManyShapesSideBySide() {
        try (AnnotationConfigApplicationContext context = LocalTrainer.context()) {
            Trainer trainer = context.getBean(Trainer.class);
            Workload workload = PractitionersSpace.workload();
            Split split = workload.split();
            List<Pack> packs = PractitionersSpace.packs();
            List<String> lines = new ArrayList<>();
            for (int turn = -1; turn < TURNS; turn++) {
                double[] seconds = new double[3];
                // trial by trial in turn, so that whatever else the machine does meets all sides alike
                for (Pack pack : packs) {
                    seconds[0] += secondsOf(() -> trainer.train(pack, split, Onlooker.patient()));
                    for (Pack.Member member : pack.members()) {
                        seconds[1] += onDjl(member.spec(), split);
                        seconds[2] += products(member.spec(), workload);
                    }
                }
                if (turn >= 0) { // after one to warm up
                    lines.add(String.format(
                            "%8.2f s %8.2f s %8.2f s %8.2f %8.2f%n",
                            seconds[0], seconds[1], seconds[2], seconds[1] / seconds[0], seconds[2] / seconds[0]));
                }
            }
            System.out.printf(
                    "%n%d trials of %d shapes, processor time%n%10s %10s %10s %8s %8s%n",
                    PractitionersSpace.TRIALS, packs.size(), "ours", "DJL", "products", "DJL/ours", "share");
            lines.forEach(System.out::print);
            System.out.println();
        }
    }

    /** On this thread, which is left fit for our trainer. */
    private static double onDjl(MlpSpec spec, Split split) {
        JniUtils.setNumThreads(1);
        JniUtils.setGradMode(true);
        double seconds = secondsOf(() -> OneModelAtATime.train(spec, split, 1));
        JniUtils.setGradMode(false);
        return seconds;
    }

    private static double products(MlpSpec spec, Workload workload) {
        boolean updating = spec.optimizer().kind() == Optimizer.ADAM;
        return spec.schedule().steps(workload.train()) * BareProducts.secondsOfStep(spec, workload.size(), 1, updating);
    }

    private static double secondsOf(Runnable work) {
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        work.run();
        return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e9;
    }
}
