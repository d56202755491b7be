package dev.tamis.mlp;

import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Seed;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Trials that train together as one graph. Others of their shape may join as they leave: see {@link TrainingObserver#joining}.
 *
 * @param batches seed of the order of the training rows, the experiment's: all trials see the same batches in the same epoch
 * @param watched what has to become better, in the eyes of trials that have patience: the experiment's
 * @param members at least one, all of the same {@link GraphShape}, in the order of their numbers
 * @param repeats networks of each member and fold, 1 or more, each with initial weights and dropout masks of its own; what a member
 *     measures is the mean over all of them
 */
public record Pack(Seed batches, MlpMetric watched, List<Member> members, int repeats) {

    /** One network of each. */
    public Pack(Seed batches, MlpMetric watched, List<Member> members) {
        this(batches, watched, members, 1);
    }

    public Pack {
        members = List.copyOf(members);
        if (members.isEmpty()) {
            throw new InvalidField("members", FieldCode.OUT_OF_RANGE, "must hold at least one trial, but it is empty");
        }
        if (repeats < 1) {
            throw new InvalidField("repeats", FieldCode.OUT_OF_RANGE, "must be >= 1, but got " + repeats);
        }
        long shapes = members.stream()
                .map(each -> GraphShape.of(each.spec()))
                .distinct()
                .count();
        if (shapes > 1) {
            throw new InvalidField("members", FieldCode.CONFLICT, "must all have one graph shape, but got " + shapes);
        }
    }

    /** Of an experiment that ranks by accuracy. */
    public Pack(Seed batches, List<Member> members) {
        this(batches, MlpMetric.VALIDATION_ACCURACY, members);
    }

    /**
     * One trial of a pack.
     *
     * @param number of the trial in its experiment
     * @param seed the trial's own: initial weights and dropout masks derive from it
     */
    public record Member(int number, MlpSpec spec, Seed seed) {}

    public GraphShape shape() {
        return GraphShape.of(members.get(0).spec());
    }

    /**
     * Checks that trials may join those of this pack that are in training.
     *
     * @param remaining numbers of the latter
     * @throws IllegalArgumentException naming those of another shape, or of a number that another one has
     */
    public void requireFit(Set<Integer> remaining, List<Member> joining) {
        List<Integer> strangers = joining.stream()
                .filter(each -> !GraphShape.of(each.spec()).equals(shape()))
                .map(Member::number)
                .toList();
        if (!strangers.isEmpty()) {
            throw new IllegalArgumentException(
                    "trials " + strangers + " cannot join a pack of " + shape() + ": they are of another shape");
        }
        Set<Integer> numbers = new HashSet<>(remaining);
        List<Integer> doubles = joining.stream()
                .map(Member::number)
                .filter(each -> !numbers.add(each))
                .toList();
        if (!doubles.isEmpty()) {
            throw new IllegalArgumentException("trials " + doubles + " cannot join a pack that they are in already");
        }
    }
}
