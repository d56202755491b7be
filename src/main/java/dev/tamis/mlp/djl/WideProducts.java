package dev.tamis.mlp.djl;

import ai.djl.pytorch.jni.IValue;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where the first layer may be one product over all trials, (rows, features) x (features, trials * units), without changing
 * a bit of any trial's result.
 *
 * <p>The wide product is up to a quarter faster than one product a trial, which packs the shared input again and again and
 * leaves the vector registers partly empty. But a library may split the sums of a wide product differently: with MKL and
 * AVX-512 this happens from about 200 rows. It is a property of processor, library and sizes, so it is measured for the sizes
 * at hand, once a process.
 */
final class WideProducts {

    private record Question(String method, int trials, int rows, int features, int units) {}

    private final Torch torch;

    private final Map<Question, Boolean> answers = new ConcurrentHashMap<>();

    WideProducts(Torch torch) {
        this.torch = torch;
    }

    /** Whether forward products of these sizes may be wide. */
    boolean mayMultiply(int trials, int rows, int features, int units) {
        return answers.computeIfAbsent(new Question("same_product", trials, rows, features, units), this::ask);
    }

    /** Whether weights may be updated by a wide product of these sizes. */
    boolean mayUpdate(int trials, int rows, int features, int units) {
        return answers.computeIfAbsent(new Question("same_update", trials, rows, features, units), this::ask);
    }

    private boolean ask(Question question) {
        if (Math.min(Math.min(question.rows(), question.features()), question.units()) == 1) {
            return false; // matrix-vector products sum in an order of their own
        }
        try (IValue trials = IValue.from((long) question.trials());
                IValue rows = IValue.from((long) question.rows());
                IValue features = IValue.from((long) question.features());
                IValue units = IValue.from((long) question.units())) {
            return torch.test(question.method(), trials, rows, features, units);
        }
    }
}
