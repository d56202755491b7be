package dev.tamis.mlp.djl;

import dev.tamis.experiment.Measurement;
import dev.tamis.mlp.MlpMetric;
import dev.tamis.mlp.Pack.Member;
import java.util.HashMap;
import java.util.Map;

/**
 * Which trials of a pack have not become better for as long as they have patience. L. Prechelt, Early stopping, but when? (1998), the
 * criterion of no improvement in so many epochs. Equal is not better, so the best epoch is the first with the best value.
 */
final class Plateaus {

    private final MlpMetric watched;

    private final Map<Integer, Best> bests = new HashMap<>();

    private record Best(int epoch, double merit) {}

    Plateaus(MlpMetric watched) {
        this.watched = watched;
    }

    /** Whether a trial is over. @param result of its next epoch */
    boolean isOver(Member member, Measurement result) {
        int patience = member.spec().schedule().patience();
        if (patience == 0) {
            return false;
        }
        double merit = watched.merit(result);
        Best best = bests.get(member.number());
        // One that had been taken away begins again.
        if (result.step() == 1 || best == null || merit > best.merit()) {
            bests.put(member.number(), new Best(result.step(), merit));
            return false;
        }
        return result.step() - best.epoch() >= patience;
    }
}
