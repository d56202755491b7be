package dev.tamis.mlp.djl;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The native library with the {@link Program} loaded: the only place that knows how DJL starts and calls it.
 *
 * <p>Safe to use from many threads: the program keeps nothing between calls. Each thread calls {@link #enterThread} first.
 */
final class Torch {

    private final NDManager root;

    private final PtSymbolBlock program;

    /**
     * Loads the native library, which takes seconds the first time on a machine: it is unpacked to DJL's cache directory.
     *
     * @throws IllegalStateException if there is none for this platform
     */
    Torch() {
        Platform.current().requireSupported();
        // DJL would ask a cloud's metadata service where it runs, and report home.
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        MatrixKernels.makeReproducible();
        root = newRoot();
        try {
            program = JniUtils.loadModule(
                    (PtNDManager) root, new ByteArrayInputStream(TorchScriptArchive.of(Program.text())), false, false);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static NDManager newRoot() {
        try {
            return NDManager.newBaseManager();
        } catch (EngineException notLoaded) {
            throw new IllegalStateException(
                    "PyTorch's native library did not load; is the jar pytorch-native-cpu of this platform on the class path?",
                    notLoaded);
        }
    }

    /**
     * Makes this thread fit to train: one intra-op thread (packs run in parallel, and sums stay in one order), no autograd, and
     * the plain interpreter, since the optimising one would specialise the program again for every new shape.
     */
    void enterThread() {
        JniUtils.setNumThreads(1);
        JniUtils.setGradMode(false);
        JniUtils.setGraphExecutorOptimize(false);
    }

    /** An owner of native memory; closing it frees all that it owns. */
    PtNDManager newManager() {
        return (PtNDManager) root.newSubManager();
    }

    /** Runs a method of the program and throws its result away. */
    void run(String method, IValue... arguments) {
        IValueUtils.runMethod(program, method, arguments).close();
    }

    /** Runs a method of the program that answers with a truth value. */
    boolean test(String method, IValue... arguments) {
        try (IValue answer = IValueUtils.runMethod(program, method, arguments)) {
            return answer.toBoolean();
        }
    }

    /** Runs a method of the program that answers with tensors, which the manager will own. */
    PtNDArray[] tensors(PtNDManager owner, String method, IValue... arguments) {
        try (IValue answer = IValueUtils.runMethod(program, method, arguments)) {
            return answer.toTensorArray(owner);
        }
    }

    /** Zeros in memory of the native library's own, not in a Java buffer. */
    static PtNDArray zeros(NDManager owner, DataType type, long... shape) {
        return (PtNDArray) owner.zeros(new Shape(shape), type);
    }

    /** A tensor with the given values, row by row. */
    static PtNDArray tensor(NDManager owner, float[] values, long... shape) {
        PtNDArray tensor = zeros(owner, DataType.FLOAT32, shape);
        memory(tensor).asFloatBuffer().put(values);
        return tensor;
    }

    /** A tensor with the given values, row by row. */
    static PtNDArray tensor(NDManager owner, int[] values, long... shape) {
        PtNDArray tensor = zeros(owner, DataType.INT32, shape);
        memory(tensor).asIntBuffer().put(values);
        return tensor;
    }

    /** A tensor with one dimension. */
    static PtNDArray tensor(NDManager owner, long... values) {
        PtNDArray tensor = zeros(owner, DataType.INT64, values.length);
        memory(tensor).asLongBuffer().put(values);
        return tensor;
    }

    /**
     * A window on a tensor's own memory; using it after the tensor is closed is fatal. The other way round, a tensor over a Java
     * buffer as {@link NDManager#create(float[])} makes it, leaves memory behind that only the garbage collector frees.
     */
    static ByteBuffer memory(PtNDArray tensor) {
        return tensor.toByteBuffer(true).order(ByteOrder.nativeOrder());
    }
}
