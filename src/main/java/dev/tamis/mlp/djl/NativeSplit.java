package dev.tamis.mlp.djl;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import dev.tamis.dataset.Split;
import dev.tamis.mlp.DataSize;

/** The rows to train on and those held out, as tensors, and what the dual form needs of them. Read-only, shared by packs. */
final class NativeSplit implements AutoCloseable {

    private final Torch torch;

    private final PtNDManager owner;

    private final NativeData train;

    private final NativeData held;

    private final DataSize size;

    private PtNDArray gram;

    NativeSplit(Torch torch, Split split) {
        this.torch = torch;
        size = DataSize.of(split);
        owner = torch.newManager();
        try {
            train = new NativeData(torch, owner, split.train());
            held = new NativeData(torch, owner, split.validation());
        } catch (RuntimeException | OutOfMemoryError unfinished) {
            owner.close();
            throw unfinished;
        }
    }

    NativeData train() {
        return train;
    }

    NativeData held() {
        return held;
    }

    DataSize size() {
        return size;
    }

    /** The products of each row of training with every row, (train, train + held); made when first asked for. */
    synchronized PtNDArray gram() {
        if (gram == null) {
            try (IValue rows = IValue.from(train.features());
                    IValue others = IValue.from(held.features())) {
                gram = torch.tensors(owner, "gram", rows, others)[0];
            }
        }
        return gram;
    }

    @Override
    public void close() {
        owner.close();
    }
}
