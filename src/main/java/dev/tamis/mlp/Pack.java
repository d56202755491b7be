package dev.tamis.mlp;

import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Seed;
import java.util.List;

/**
 * Trials that train together as one graph.
 *
 * @param batches seed of the order of the training rows, the experiment's: all trials see the same batches
 * @param members at least one, all of the same {@link GraphShape}, in the order of their numbers
 */
public record Pack(Seed batches, List<Member> members) {

    public Pack {
        members = List.copyOf(members);
        if (members.isEmpty()) {
            throw new InvalidField("members", FieldCode.OUT_OF_RANGE, "must hold at least one trial, but it is empty");
        }
        long shapes = members.stream()
                .map(each -> GraphShape.of(each.spec()))
                .distinct()
                .count();
        if (shapes > 1) {
            throw new InvalidField("members", FieldCode.CONFLICT, "must all have one graph shape, but got " + shapes);
        }
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
}
