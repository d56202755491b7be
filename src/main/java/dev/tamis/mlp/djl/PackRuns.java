package dev.tamis.mlp.djl;

import dev.tamis.dataset.Split;
import dev.tamis.experiment.Measurement;
import dev.tamis.mlp.Pack;
import dev.tamis.mlp.Pack.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The runs of a pack, one for each fold, an epoch of all of them at a time. */
final class PackRuns implements AutoCloseable {

    private final List<DataCache.Lease> leases = new ArrayList<>();
    private final List<PackRun> runs = new ArrayList<>();
    private final Replicas replicas;

    /** Makes a run of a pack in one fold. */
    interface Starting {
        PackRun start(Pack pack, NativeSplit fold);
    }

    PackRuns(DataCache data, Pack pack, Split split, Starting starting) {
        List<Split> folds = split.folds();
        replicas = new Replicas(pack.repeats(), folds.size());
        try {
            for (int fold = 0; fold < folds.size(); fold++) {
                DataCache.Lease rows = data.lease(folds.get(fold));
                leases.add(rows);
                runs.add(starting.start(
                        new Pack(pack.batches(), pack.watched(), replicas.of(pack.members(), fold)), rows.data()));
            }
        } catch (RuntimeException | OutOfMemoryError unfinished) {
            close();
            throw unfinished;
        }
    }

    /** The first network of each trial that is in training. */
    List<Seats.Seat> seats() {
        return runs.get(0).seats().all().stream()
                .filter(each -> replicas.isFirst(each.member().number()))
                .toList();
    }

    /** Number of the trial that a network is of. */
    int trial(Seats.Seat network) {
        return replicas.trial(network.member().number());
    }

    List<Measurement> epoch() {
        return replicas.of(runs.stream().map(PackRun::epoch).toList());
    }

    void reseat(Set<Integer> leaving, List<Member> joining) {
        for (int fold = 0; fold < runs.size(); fold++) {
            runs.get(fold).reseat(replicas.networks(leaving), replicas.of(joining, fold));
        }
    }

    /** The runs before the rows that they train on. */
    @Override
    public void close() {
        runs.forEach(PackRun::close);
        leases.forEach(DataCache.Lease::close);
    }
}
