package dev.tamis.mlp.djl;

import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import dev.tamis.mlp.Pack.Member;
import dev.tamis.mlp.optimizer.Memory;
import java.util.ArrayList;
import java.util.List;

/**
 * The tensors that a pack's trials learn: weights, vectors, the optimiser's memory of them, running statistics. Shapes are
 * described in {@code pack.py}.
 */
final class Network {

    private final Torch torch;

    private final PtNDManager owner;

    private PtNDArray[] weights;

    private PtNDArray[] vectors;

    private PtNDArray[] first;

    private PtNDArray[] second;

    private PtNDArray[] running;

    private final LayerSizes sizes;

    private final FirstLayer firstLayer;

    private final NativeSplit split;

    /**
     * @param split the rows, of which the dual form keeps what the first layer's weights make of them
     */
    Network(
            Torch torch,
            PtNDManager owner,
            LayerSizes sizes,
            Memory memory,
            List<Member> members,
            FirstLayer firstLayer,
            NativeSplit split) {
        this.torch = torch;
        this.owner = owner;
        this.sizes = sizes;
        this.firstLayer = firstLayer;
        this.split = split;
        int trials = members.size();
        long[] ofFirst = firstLayer.shape(trials, sizes, split.size().rows());
        weights = shapedLikeWeights(sizes, trials, ofFirst);
        vectors = new PtNDArray[] {zeros(trials, 1, sizes.vectors())};
        first = memory.first() ? state(sizes, trials, ofFirst) : none();
        second = memory.second() ? state(sizes, trials, ofFirst) : none();
        int layers = sizes.architecture().hiddenLayers();
        running = new PtNDArray[] {zeros(trials, layers, 2, sizes.architecture().hiddenUnits())};
        for (int place = 0; place < trials; place++) {
            begin(trials, place, members.get(place));
        }
    }

    /** Makes a place that of a trial which begins, whoever had it before. */
    void begin(int trials, int place, Member member) {
        clear(first, trials, place);
        clear(second, trials, place);
        for (int layer = 0; layer < weights.length; layer++) {
            float[] values = InitialValues.weights(member, sizes, layer);
            if (layer == 0 && firstLayer == FirstLayer.DUAL) {
                respond(place, values, sizes.outputs(0));
            } else {
                write(weights[layer], trials, place, values);
            }
        }
        write(vectors[0], trials, place, InitialValues.vectors(sizes));
        write(running[0], trials, place, InitialValues.running(sizes));
    }

    private void clear(PtNDArray[] tensors, int trials, int place) {
        try (IValue all = IValue.listFrom(tensors);
                IValue count = IValue.from((long) trials);
                IValue which = IValue.from((long) place)) {
            torch.run("clear", all, count, which);
        }
    }

    private PtNDArray[] shapedLikeWeights(LayerSizes sizes, int trials, long[] ofFirst) {
        PtNDArray[] tensors = new PtNDArray[sizes.affine()];
        for (int layer = 0; layer < tensors.length; layer++) {
            tensors[layer] = layer == 0 ? zeros(ofFirst) : zeros(trials, sizes.inputs(layer), sizes.outputs(layer));
        }
        return tensors;
    }

    private PtNDArray[] state(LayerSizes sizes, int trials, long[] ofFirst) {
        List<PtNDArray> tensors = new ArrayList<>(List.of(shapedLikeWeights(sizes, trials, ofFirst)));
        tensors.add(zeros(trials, 1, sizes.vectors()));
        return tensors.toArray(PtNDArray[]::new);
    }

    private static PtNDArray[] none() {
        return new PtNDArray[0];
    }

    private PtNDArray zeros(long... shape) {
        return Torch.zeros(owner, DataType.FLOAT32, shape);
    }

    private void write(PtNDArray tensor, int trials, int place, float[] values) {
        try (PtNDArray source = Torch.tensor(owner, values, values.length);
                IValue target = IValue.from(tensor);
                IValue count = IValue.from((long) trials);
                IValue index = IValue.from((long) place);
                IValue from = IValue.from(source)) {
            torch.run("write", target, count, index, from);
        }
    }

    /** In dual form: what first weights make of all rows. */
    private void respond(int place, float[] values, int units) {
        try (PtNDArray firstWeights = Torch.tensor(owner, values, values.length / units, units);
                IValue target = IValue.from(weights[0]);
                IValue index = IValue.from((long) place);
                IValue train = IValue.from(split.train().features());
                IValue validation = IValue.from(split.validation().features());
                IValue from = IValue.from(firstWeights)) {
            torch.run("respond", target, index, train, validation, from);
        }
    }

    /**
     * Seats trials anew; the places that nobody keeps are freed.
     *
     * @param trials how many have been seated
     * @param places from which place each has come, in the order of the new ones; any for one that is to {@link #begin}
     */
    void seat(int trials, long[] places) {
        try (PtNDArray from = Torch.tensor(owner, places)) {
            weights = seated(weights, trials, from);
            vectors = seated(vectors, trials, from);
            first = seated(first, trials, from);
            second = seated(second, trials, from);
            running = seated(running, trials, from);
        }
    }

    private PtNDArray[] seated(PtNDArray[] tensors, int trials, PtNDArray places) {
        if (tensors.length == 0) {
            return tensors;
        }
        try (IValue all = IValue.listFrom(tensors);
                IValue count = IValue.from((long) trials);
                IValue which = IValue.from(places)) {
            PtNDArray[] anew = torch.tensors(owner, "seat", all, count, which);
            for (PtNDArray tensor : tensors) {
                tensor.close();
            }
            return anew;
        }
    }

    /** All of it, as the program takes it: net. */
    Arguments arguments() {
        return new Arguments()
                .tensors(weights)
                .tensor(vectors[0])
                .tensors(first)
                .tensors(second)
                .tensor(running[0]);
    }
}
