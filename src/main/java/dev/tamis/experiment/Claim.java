package dev.tamis.experiment;

import dev.tamis.mlp.Pack;
import java.util.List;
import java.util.UUID;

/**
 * The right of one execution to train one pack, as long as the trials' rows hold its token.
 *
 * @param token unique to this execution of a lane
 * @param plan of the experiment, for its dataset and seeds
 * @param pack the claimed trials
 */
public record Claim(Lane lane, String token, ExperimentPlan plan, Pack pack) {

    /** The claimed trials' numbers. */
    public List<Integer> numbers() {
        return pack.members().stream().map(Pack.Member::number).toList();
    }

    /**
     * One of an experiment's places to train: a persistent task that trains pack after pack.
     *
     * @param run of the experiment; lanes of an older run are void
     * @param number 0 .. lanes - 1
     */
    public record Lane(UUID experimentId, int run, int number) {}
}
