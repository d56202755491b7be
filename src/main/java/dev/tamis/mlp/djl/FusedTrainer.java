package dev.tamis.mlp.djl;

import dev.tamis.dataset.LabeledData;
import dev.tamis.dataset.Split;
import dev.tamis.experiment.End;
import dev.tamis.experiment.Measurement;
import dev.tamis.mlp.MlpMetric;
import dev.tamis.mlp.Pack;
import dev.tamis.mlp.Pack.Member;
import dev.tamis.mlp.Pulse;
import dev.tamis.mlp.Trainer;
import dev.tamis.mlp.TrainingObserver;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Trains each pack as one batched graph on the calling thread. */
final class FusedTrainer implements Trainer {

    /** Some seconds, after which there is a sign of life; so much that the calls themselves cost nothing beside it. */
    private static final double WORK_OF_CALL = 1e10;

    private final Torch torch;

    private final WideProducts wideProducts;

    private final DataCache data;

    private final double workOfCall;

    FusedTrainer(Torch torch) {
        this(torch, WORK_OF_CALL);
    }

    /** @param workOfCall as much of it goes into a call of the library, unless a single step is more */
    FusedTrainer(Torch torch, double workOfCall) {
        this.torch = torch;
        this.workOfCall = workOfCall;
        wideProducts = new WideProducts(torch);
        data = new DataCache(torch);
    }

    @Override
    public void train(Pack pack, Split split, TrainingObserver observer) {
        torch.enterThread();
        try (PackRuns run = new PackRuns(
                data,
                pack,
                split,
                (networks, fold) -> new PackRun(torch, wideProducts, networks, fold, paced(observer)))) {
            Plateaus plateaus = new Plateaus(pack.watched());
            while (!run.seats().isEmpty()) {
                List<Measurement> results = run.epoch();
                Map<Integer, End> ends = ends(run, results, plateaus);
                Set<Integer> leaving = new HashSet<>(observer.onEpoch(results));
                ends.forEach(observer::onEnd);
                leaving.addAll(ends.keySet());
                Set<Integer> remaining = new TreeSet<>(numbers(run));
                remaining.removeAll(leaving);
                List<Member> joining = List.copyOf(observer.joining(Set.copyOf(remaining)));
                pack.requireFit(remaining, joining);
                run.reseat(leaving, joining);
            }
        }
    }

    private static List<Integer> numbers(PackRuns run) {
        return run.seats().stream().map(run::trial).toList();
    }

    @Override
    public Measurement score(Pack winner, LabeledData rows, LabeledData test, Pulse pulse) {
        torch.enterThread();
        int epochs = winner.members().get(0).spec().schedule().epochs();
        // Test rows stand where validation rows do while trials are trained, and are looked at in the last epoch alone.
        try (DataCache.Lease split = data.lease(new Split(rows, test));
                PackRun run = new PackRun(torch, wideProducts, winner, split.data(), paced(pulse))) {
            for (int epoch = 1; epoch < epochs; epoch++) {
                Measurement result = run.unseenEpoch().get(0);
                if (!Double.isFinite(MlpMetric.TRAIN_LOSS.of(result))) {
                    return result;
                }
            }
            return run.epoch().get(0);
        }
    }

    private PackRun.Pace paced(Pulse pulse) {
        return new PackRun.Pace(workOfCall, pulse);
    }

    private static Map<Integer, End> ends(PackRuns run, List<Measurement> results, Plateaus plateaus) {
        Map<Integer, Measurement> byTrial =
                results.stream().collect(Collectors.toMap(Measurement::trialNumber, each -> each));
        Map<Integer, End> ends = new TreeMap<>();
        for (Seats.Seat seat : run.seats()) {
            int trial = run.trial(seat);
            if (plateaus.isOver(seat.member(), byTrial.get(trial))
                    || seat.member().spec().schedule().epochs() <= seat.epochs()) {
                ends.put(trial, new End.Completed());
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
