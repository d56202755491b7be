package dev.tamis.experiment;

import dev.tamis.space.Parameters;
import dev.tamis.space.Seed;
import java.util.List;
import java.util.UUID;

/**
 * The right of one execution to train some trials together, as long as the trials' rows name it.
 *
 * @param claimedBy the execution's name, unique to this execution of a lane; rows of trials have it in the column of that name
 * @param plan of the experiment: who trains, on what
 * @param members the claimed trials, at least one, in the order of their numbers
 */
public record Claim(Lane lane, String claimedBy, Plan plan, List<Member> members) {

    public Claim {
        members = List.copyOf(members);
    }

    /**
     * A claimed trial.
     *
     * @param parameters the point that was drawn
     * @param seed of all randomness that is the trial's own
     */
    public record Member(int number, Parameters parameters, Seed seed) {}

    /** The claimed trials' numbers. */
    public List<Integer> numbers() {
        return members.stream().map(Member::number).toList();
    }

    /**
     * One of an experiment's places to train: a persistent task that trains pack after pack.
     *
     * @param run of the experiment; lanes of an older run are void
     * @param number 0 .. lanes - 1
     */
    public record Lane(UUID experimentId, int run, int number) {}
}
