package dev.tamis.training.djl;

import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import dev.tamis.training.Pack.Member;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The random bits behind a step's dropout masks: 16 for each hidden activation, so that one long serves four.
 *
 * <p>A draw, read as a signed 16-bit number, keeps its activation if it is at least the trial's threshold. Each trial, update
 * and layer has its own stream, so that a trial's masks depend on nothing else. The longs of a layer, low halves first, are n
 * ints; the activations, row by row, take first the upper halves of all ints, then the lower halves.
 *
 * <p>The tensor (trials, layers, n) of ints is written in place: no copy, no tensor a step.
 */
final class DropoutBits {

    private static final int LEVELS = 1 << 16;

    private final int layers;

    private final int longsOfLayer;

    private final LongBuffer buffer;

    private final PtNDArray tensor;

    /** @param activations at most that many in a layer of one step: rows * units; 0 where no trial drops any */
    DropoutBits(PtNDManager owner, int trials, int layers, int activations) {
        this.layers = layers;
        longsOfLayer = (activations + 3) / 4;
        tensor = activations == 0
                ? Torch.zeros(owner, DataType.INT32, 0)
                : Torch.zeros(owner, DataType.INT32, trials, layers, 2L * longsOfLayer);
        buffer = Torch.memory(tensor).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
    }

    /** Whether the members drop anything at all. */
    static boolean needed(List<Member> members) {
        return members.stream().anyMatch(member -> level(member) > 0);
    }

    PtNDArray tensor() {
        return tensor;
    }

    /** Draws the bits of an update for all members, in the order of the tensor's slices. */
    void draw(List<Member> members, long update) {
        int at = 0;
        for (Member member : members) {
            var seed = member.seed().derive("dropout").derive(update);
            for (int layer = 0; layer < layers; layer++) {
                if (level(member) > 0 && longsOfLayer > 0) {
                    RandomGenerator random = seed.derive(layer).generator();
                    for (int i = 0; i < longsOfLayer; i++) {
                        buffer.put(at + i, random.nextLong());
                    }
                }
                at += longsOfLayer;
            }
        }
    }

    /** The smallest draw that keeps its activation, in the upper half of an int: dropout rates are rounded to 1/65536. */
    static int threshold(Member member) {
        return (level(member) - LEVELS / 2) << Short.SIZE;
    }

    /** What the kept activations are multiplied by: 1 / (1 - rate), for the rate as rounded. */
    static float scale(Member member) {
        return (float) ((double) LEVELS / (LEVELS - level(member)));
    }

    private static int level(Member member) {
        double rate = member.spec().regularization().dropout();
        return (int) Math.min(LEVELS - 1, Math.round(rate * LEVELS));
    }
}
