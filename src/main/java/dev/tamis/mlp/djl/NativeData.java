package dev.tamis.mlp.djl;

import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import dev.tamis.dataset.LabeledData;

/** Rows and labels as tensors: features (rows, features) float32, labels (rows) int64. Read-only, shared by packs. */
final class NativeData {

    private static final int CHUNK = 1024;

    private final PtNDManager owner;

    private final PtNDArray features;

    private final PtNDArray labels;

    private final int classes;

    /** @param owner of the tensors, whose end is theirs */
    NativeData(Torch torch, PtNDManager owner, LabeledData data) {
        this.owner = owner;
        classes = data.classes();
        features = Torch.zeros(owner, DataType.FLOAT32, data.size(), data.features());
        labels = Torch.zeros(owner, DataType.INT64, data.size());
        for (int start = 0; start < data.size(); start += CHUNK) {
            copy(torch, data, start, Math.min(CHUNK, data.size() - start));
        }
    }

    /** In chunks, so that a large dataset never exists as Java floats and once more as native ones. */
    private void copy(Torch torch, LabeledData data, int start, int rows) {
        float[] values = new float[rows * data.features()];
        long[] classesOfRows = new long[rows];
        for (int i = 0; i < rows; i++) {
            data.copyFeatures(start + i, values, i * data.features());
            classesOfRows[i] = data.label(start + i);
        }
        try (PtNDArray chunk = Torch.tensor(owner, values, rows, data.features());
                PtNDArray chunkLabels = Torch.tensor(owner, classesOfRows);
                IValue at = IValue.from((long) start);
                IValue target = IValue.from(features);
                IValue source = IValue.from(chunk);
                IValue targetLabels = IValue.from(labels);
                IValue sourceLabels = IValue.from(chunkLabels)) {
            torch.run("fill", target, at, source);
            torch.run("fill", targetLabels, at, sourceLabels);
        }
    }

    PtNDArray features() {
        return features;
    }

    PtNDArray labels() {
        return labels;
    }

    int rows() {
        return (int) features.getShape().get(0);
    }

    int width() {
        return (int) features.getShape().get(1);
    }

    int classes() {
        return classes;
    }
}
