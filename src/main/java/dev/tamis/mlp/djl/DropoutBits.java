package dev.tamis.mlp.djl;

import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import dev.tamis.mlp.Pack.Member;
import dev.tamis.space.Seed;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.List;

/**
 * The random bits behind the dropout masks of a stretch of steps: 16 for each hidden activation, so that one long serves four.
 *
 * <p>A draw, read as a signed 16-bit number, keeps its activation if it is at least the trial's threshold. Each trial, update
 * and layer has its own stream, so that a trial's masks depend on nothing else. The longs of a layer, low halves first, are n
 * ints; the activations, row by row, take first the upper halves of all ints, then the lower halves.
 *
 * <p>The tensor (steps, trials, layers, n) of ints is written in place: no copy, no tensor a step.
 */
final class DropoutBits {

    private static final int LEVELS = 1 << 16;

    /** Small enough to stay in the cache between being written and being read. */
    private static final long BYTES_OF_A_STRETCH = 1 << 20;

    private final int layers;

    private final int steps;

    private final long[] drawn;

    private final LongBuffer buffer;

    private final PtNDArray tensor;

    /** @param activations at most that many in a layer of one step: rows * units; 0 where no trial drops any */
    DropoutBits(PtNDManager owner, int trials, int layers, int activations) {
        this.layers = layers;
        drawn = new long[(activations + 3) / 4];
        long bytesOfStep = (long) Long.BYTES * drawn.length * trials * layers;
        steps = bytesOfStep == 0 ? 0 : (int) Math.max(1, BYTES_OF_A_STRETCH / bytesOfStep);
        tensor = steps == 0
                ? Torch.zeros(owner, DataType.INT32, 0)
                : Torch.zeros(owner, DataType.INT32, steps, trials, layers, 2L * drawn.length);
        buffer = Torch.memory(tensor).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
    }

    /** Whether the members drop anything at all. */
    static boolean needed(List<Member> members) {
        return members.stream().anyMatch(member -> level(member) > 0);
    }

    /** For how many steps the tensor has room; 0 where no bits are needed. */
    int steps() {
        return steps;
    }

    PtNDArray tensor() {
        return tensor;
    }

    /**
     * Draws the bits of some updates for all members, in the order of the tensor's slices.
     *
     * @param updates number of each member's first
     * @param count how many, at most {@link #steps} where bits are needed
     */
    void draw(List<Member> members, long[] updates, int count) {
        if (steps == 0) {
            return;
        }
        buffer.clear();
        for (int step = 0; step < count; step++) {
            for (int i = 0; i < updates.length; i++) {
                Member member = members.get(i);
                Seed seed = member.seed().derive("dropout").derive(updates[i] + step);
                for (int layer = 0; layer < layers; layer++) {
                    if (level(member) > 0) {
                        seed.derive(layer).fill(drawn);
                    }
                    buffer.put(drawn);
                }
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
