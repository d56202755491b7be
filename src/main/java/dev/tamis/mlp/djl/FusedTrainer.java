package dev.tamis.mlp.djl;

import dev.tamis.dataset.LabeledData;
import dev.tamis.dataset.Split;
import dev.tamis.experiment.End;
import dev.tamis.experiment.Measurement;
import dev.tamis.mlp.MlpMetric;
import dev.tamis.mlp.Pack;
import dev.tamis.mlp.Pack.Member;
import dev.tamis.mlp.Trainer;
import dev.tamis.mlp.TrainingObserver;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Trains each pack as one batched graph on the calling thread. */
final class FusedTrainer implements Trainer {

    private final Torch torch;

    private final WideProducts wideProducts;

    private final DataCache data;

    FusedTrainer(Torch torch) {
        this.torch = torch;
        wideProducts = new WideProducts(torch);
        data = new DataCache(torch);
    }

    @Override
    public void train(Pack pack, Split split, TrainingObserver observer) {
        torch.enterThread();
        try (DataCache.Lease rows = data.lease(split);
                PackRun run = new PackRun(torch, wideProducts, pack, rows.data())) {
            for (int epoch = 1; !run.members().isEmpty(); epoch++) {
                List<Measurement> results = run.epoch(epoch);
                Map<Integer, End> ends = ends(run.members(), results, epoch);
                Set<Integer> leaving = new HashSet<>(observer.onEpoch(results));
                ends.forEach(observer::onEnd);
                leaving.addAll(ends.keySet());
                run.drop(leaving);
            }
        }
    }

    @Override
    public Measurement score(Pack winner, LabeledData rows, LabeledData test) {
        torch.enterThread();
        int epochs = winner.members().get(0).spec().schedule().epochs();
        try (DataCache.Lease split = data.lease(new Split(rows, test));
                PackRun run = new PackRun(torch, wideProducts, winner, split.data())) {
            for (int epoch = 1; epoch < epochs; epoch++) {
                Measurement result = run.unseenEpoch(epoch).get(0);
                if (!Double.isFinite(MlpMetric.TRAIN_LOSS.of(result))) {
                    return result;
                }
            }
            return run.epoch(epochs).get(0);
        }
    }

    private static Map<Integer, End> ends(List<Member> members, List<Measurement> results, int epoch) {
        Map<Integer, End> ends = new TreeMap<>();
        for (Member member : members) {
            if (member.spec().schedule().epochs() <= epoch) {
                ends.put(member.number(), new End.Completed());
            }
        }
        for (Measurement result : results) {
            if (result.diverged()) {
                ends.put(result.trialNumber(), new End.Failed(divergence(result)));
            }
        }
        return ends;
    }

    private static String divergence(Measurement result) {
        boolean training = !Double.isFinite(MlpMetric.TRAIN_LOSS.of(result));
        double loss = (training ? MlpMetric.TRAIN_LOSS : MlpMetric.VALIDATION_LOSS).of(result);
        return (training ? "training" : "validation") + " loss became " + (Double.isNaN(loss) ? "NaN" : "infinite")
                + " in epoch " + result.step();
    }
}
