package dev.tamis.experiment;

import dev.tamis.mlp.DataSize;
import dev.tamis.mlp.Mlp;
import dev.tamis.mlp.MlpSpec;
import dev.tamis.mlp.Work;
import dev.tamis.space.Parameters;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** A queue for tests that schedules nothing: packs are as wide as the plan's parallel trials, lanes are driven by hand. */
class FixedWidthQueue implements WorkQueue {

    @Override
    public Packing pack(List<Parameters> points, Plan plan) {
        int width = plan.terms().budget().parallelTrials();
        return new Packing(
                IntStream.range(0, points.size()).map(index -> index / width).toArray(),
                1,
                points.stream().mapToDouble(point -> stepWork(plan, point)).toArray(),
                points.stream().mapToLong(point -> weights(plan, point)).toArray());
    }

    private static double stepWork(Plan plan, Parameters point) {
        if (!(plan.trainer() instanceof Mlp)) {
            return 1;
        }
        DataSize mnist =
                new DataSize(784, 10, plan.dataset().trainSize(), plan.dataset().validationSize());
        return Work.ofEpoch(MlpSpec.from(plan.model().at(point)), mnist);
    }

    private static long weights(Plan plan, Parameters point) {
        return plan.trainer() instanceof Mlp
                ? MlpSpec.from(plan.model().at(point)).architecture().weights(784, 10)
                : 0;
    }

    @Override
    public void confirm(UUID experimentId, int run, Claimant claimant) {}

    @Override
    public void evaluate(UUID experimentId, String owner) {}

    @Override
    public void open(UUID experimentId, int run, Claimant claimant) {}

    @Override
    public void reopen(UUID experimentId, int run, Claimant claimant) {}

    @Override
    public int widen(Claim.Lane lane, int lanes, Claimant claimant) {
        return 1;
    }

    @Override
    public Mates mates(Parameters point, Plan plan) {
        return new Mates(plan.terms().budget().parallelTrials(), other -> true);
    }
}
