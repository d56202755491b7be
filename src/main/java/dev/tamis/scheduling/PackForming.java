package dev.tamis.scheduling;

import dev.tamis.experiment.WorkQueue.Packing;
import dev.tamis.training.GraphShape;
import dev.tamis.training.MlpSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * Which trials train together: in the order of their numbers, each joins the open pack of its shape, until that is full.
 *
 * <pre>
 * trial  0 1 2 3 4 5      shapes a b a a b a, width 2
 * pack   0 1 0 2 1 2
 * </pre>
 */
final class PackForming {

    private PackForming() {}

    /**
     * @param specs in the order of the trials' numbers
     * @param parallelTrials no pack is wider, and the lanes times the widest pack never exceed it
     * @param width how wide a pack of a shape should be
     */
    static Packing form(List<MlpSpec> specs, int parallelTrials, ToIntFunction<GraphShape> width) {
        Map<GraphShape, Filling> open = new HashMap<>();
        int[] packs = new int[specs.size()];
        int next = 0;
        int widest = 1;
        for (int i = 0; i < packs.length; i++) {
            GraphShape shape = GraphShape.of(specs.get(i));
            Filling filling = open.get(shape);
            if (filling == null || filling.members == filling.width) {
                filling = new Filling(next++, Math.min(parallelTrials, width.applyAsInt(shape)));
                open.put(shape, filling);
            }
            packs[i] = filling.pack;
            widest = Math.max(widest, ++filling.members);
        }
        return new Packing(packs, Math.max(1, Math.min(next, parallelTrials / widest)));
    }

    /** A pack that still takes trials of its shape. */
    private static final class Filling {

        private final int pack;
        private final int width;
        private int members;

        Filling(int pack, int width) {
            this.pack = pack;
            this.width = width;
        }
    }
}
