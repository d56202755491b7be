package dev.tamis.experiment;

import dev.tamis.mlp.DataSize;
import dev.tamis.mlp.MlpSpec;
import dev.tamis.mlp.Work;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** A queue for tests that schedules nothing: packs are as wide as the plan's parallel trials, lanes are driven by hand. */
class FixedWidthQueue implements WorkQueue {

    @Override
    public Packing pack(List<MlpSpec> specs, ExperimentPlan plan) {
        int width = plan.terms().budget().parallelTrials();
        return new Packing(
                IntStream.range(0, specs.size()).map(index -> index / width).toArray(), 1);
    }

    @Override
    public double[] epochWork(List<MlpSpec> specs, ExperimentPlan plan) {
        DataSize mnist =
                new DataSize(784, 10, plan.dataset().trainSize(), plan.dataset().validationSize());
        return specs.stream().mapToDouble(spec -> Work.ofEpoch(spec, mnist)).toArray();
    }

    @Override
    public void evaluate(UUID experimentId) {}

    @Override
    public void open(UUID experimentId, int run, int priority) {}

    @Override
    public void widen(Claim.Lane lane, int lanes, int priority) {}
}
