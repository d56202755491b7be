package dev.tamis.experiment;

import dev.tamis.space.Parameters;
import dev.tamis.space.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The right of one execution to train some trials together, as long as the trials' rows name it.
 *
 * @param claimedBy the execution's name, unique to this execution of a lane; rows of trials have it in the column of that name
 * @param plan of the experiment: who trains, on what
 * @param members the claimed trials, at least one, in the order in which they were claimed
 * @param width how many of them may train at a time
 */
public record Claim(Lane lane, String claimedBy, Plan plan, List<Member> members, int width) {

    public Claim {
        members = List.copyOf(members);
    }

    /**
     * A claimed trial.
     *
     * @param parameters the point that was drawn
     * @param seed of all randomness that is the trial's own
     * @param terms on which it trains to its end
     */
    public record Member(int number, Parameters parameters, Seed seed, Judge.Terms terms) {

        /** One that nobody stops. */
        public Member(int number, Parameters parameters, Seed seed) {
            this(number, parameters, seed, Judge.Terms.NONE);
        }
    }

    /** With others, which the same execution has claimed since. */
    public Claim with(List<Member> others) {
        List<Member> all = new ArrayList<>(members);
        all.addAll(others);
        return new Claim(lane, claimedBy, plan, all, width);
    }

    /** Without room for others. */
    public Claim(Lane lane, String claimedBy, Plan plan, List<Member> members) {
        this(lane, claimedBy, plan, members, members.size());
    }

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
