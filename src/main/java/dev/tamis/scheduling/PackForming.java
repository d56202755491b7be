package dev.tamis.scheduling;

import dev.tamis.mlp.GraphShape;
import dev.tamis.mlp.MlpSpec;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
 *
 * <p>A shape's packs are equally wide, but for one trial, and so many that the last ones end together on all lanes: 100 trials
 * for two lanes of width 8 are 14 packs of 7 or 8, not 12 of 8 and one of 4 that a lane trains while the other has nothing
 * left.
 */
final class PackForming {

    private PackForming() {}

    /** Packs, and how many of them may train at a time: see {@link dev.tamis.experiment.WorkQueue.Packing}. */
    record Formed(int[] packs, int lanes) {}

    /**
     * @param specs in the order of the trials' numbers
     * @param parallelTrials no pack is wider, and the lanes times the widest pack never exceed it
     * @param width how wide a pack of a shape should be at most
     */
    static Formed form(List<MlpSpec> specs, int parallelTrials, ToIntFunction<GraphShape> width) {
        Map<GraphShape, Integer> trials = new LinkedHashMap<>();
        specs.forEach(spec -> trials.merge(GraphShape.of(spec), 1, Integer::sum));
        Map<GraphShape, Packs> open = new HashMap<>();
        trials.forEach((shape, count) -> open.put(
                shape,
                Packs.of(
                        count, Math.min(parallelTrials, width.applyAsInt(shape)), parallelTrials, trials.size() == 1)));
        int[] packs = new int[specs.size()];
        int next = 0;
        int widest = 1;
        for (int i = 0; i < packs.length; i++) {
            Packs ofShape = open.get(GraphShape.of(specs.get(i)));
            if (ofShape.room == 0) {
                widest = Math.max(widest, ofShape.start(next++));
            }
            packs[i] = ofShape.pack;
            ofShape.room--;
        }
        return new Formed(packs, Math.max(1, Math.min(next, parallelTrials / widest)));
    }

    /** The packs of one shape, the latest of which may take further trials. */
    private static final class Packs {

        private int trialsLeft;
        private int packsLeft;
        private int pack;
        private int room;

        private Packs(int trials, int packs) {
            trialsLeft = trials;
            packsLeft = packs;
        }

        /** @param alone whether no other shape's packs keep lanes busy */
        static Packs of(int trials, int width, int parallelTrials, boolean alone) {
            int lanes = Math.max(1, parallelTrials / width);
            int packs = rounded(trials, width);
            return new Packs(trials, Math.min(trials, alone || packs > lanes ? rounded(packs, lanes) * lanes : packs));
        }

        private static int rounded(int dividend, int divisor) {
            return (dividend + divisor - 1) / divisor;
        }

        /** Opens the next pack; answers how many trials it takes. */
        int start(int number) {
            pack = number;
            room = rounded(trialsLeft, packsLeft);
            trialsLeft -= room;
            packsLeft--;
            return room;
        }
    }
}
