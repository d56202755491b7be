package dev.tamis.training.djl;

import dev.tamis.dataset.LabeledData;
import dev.tamis.dataset.Split;
import dev.tamis.training.EpochObserver;
import dev.tamis.training.EpochResult;
import dev.tamis.training.Pack;
import dev.tamis.training.Pack.Member;
import dev.tamis.training.Trainer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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
    public void train(Pack pack, Split split, EpochObserver observer) {
        torch.enterThread();
        try (DataCache.Lease rows = data.lease(split);
                PackRun run = new PackRun(torch, wideProducts, pack, rows.data())) {
            for (int epoch = 1; !run.members().isEmpty(); epoch++) {
                List<EpochResult> results = run.epoch(epoch);
                Set<Integer> leaving = new HashSet<>(observer.onEpoch(results));
                leaving.addAll(diverged(results));
                leaving.addAll(done(run.members(), epoch));
                run.drop(leaving);
            }
        }
    }

    @Override
    public EpochResult score(Pack winner, LabeledData rows, LabeledData test) {
        torch.enterThread();
        int epochs = winner.members().get(0).spec().schedule().epochs();
        try (DataCache.Lease split = data.lease(new Split(rows, test));
                PackRun run = new PackRun(torch, wideProducts, winner, split.data())) {
            for (int epoch = 1; epoch < epochs; epoch++) {
                EpochResult result = run.unseenEpoch(epoch).get(0);
                if (!Double.isFinite(result.trainLoss())) {
                    return result;
                }
            }
            return run.epoch(epochs).get(0);
        }
    }

    private static List<Integer> diverged(List<EpochResult> results) {
        return results.stream()
                .filter(EpochResult::diverged)
                .map(EpochResult::trialNumber)
                .toList();
    }

    private static List<Integer> done(List<Member> members, int epoch) {
        return members.stream()
                .filter(member -> member.spec().schedule().epochs() <= epoch)
                .map(Member::number)
                .toList();
    }
}
