package dev.tamis.mlp.djl;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import dev.tamis.dataset.Split;
import dev.tamis.mlp.DataSize;

/** The rows to train on and those to validate on, as tensors, and what the dual form needs of them. Read-only, shared by packs. */
final class NativeSplit implements AutoCloseable {

    private final Torch torch;

    private final PtNDManager owner;

    private final NativeData train;

    private final NativeData validation;

    private final DataSize size;

    private PtNDArray gram;

    NativeSplit(Torch torch, Split split) {
        this.torch = torch;
        size = DataSize.of(split);
        owner = torch.newManager();
        try {
            train = new NativeData(torch, owner, split.train());
            validation = new NativeData(torch, owner, split.validation());
        } catch (RuntimeException | OutOfMemoryError unfinished) {
            owner.close();
            throw unfinished;
        }
    }

    NativeData train() {
        return train;
    }

    NativeData validation() {
        return validation;
    }

    DataSize size() {
        return size;
    }

    /** The products of each row of training with every row, (train, train + validation); made when first asked for. */
    synchronized PtNDArray gram() {
        if (gram == null) {
            try (IValue rows = IValue.from(train.features());
                    IValue others = IValue.from(validation.features())) {
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
