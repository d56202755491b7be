package dev.tamis.mlp.djl;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import dev.tamis.mlp.DataSize;
import dev.tamis.mlp.DualForm;
import dev.tamis.mlp.GraphShape;
import dev.tamis.mlp.MlpSpec;
import dev.tamis.mlp.optimizer.Optimizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * What no trainer on this library could beat: the matrix products of a training step, as a pack of that shape multiplies, on
 * tensors that are there already, and nothing else; with ADAM, on request, its update of the weights too.
 */
public final class BareProducts {

    private static final String PROGRAM = """
            class Pack(Module):
              __parameters__ = []
              __buffers__ = []
              training : bool
              def steps(self: __torch__.Pack, x: Tensor, weights: List[Tensor], outputs: List[Tensor], gradients: List[Tensor],
                  first: List[Tensor], second: List[Tensor], chosen: Tensor, wide: bool, apart: bool, adam: bool, n: int) -> None:
                trials = torch.size(outputs[0], 0)
                for i in range(n):
                  h = torch.expand(torch.unsqueeze(x, 0), [trials, -1, -1])
                  inputs = annotate(List[Tensor], [])
                  for k in range(torch.len(weights)):
                    inputs.append(h)
                    if torch.__and__(torch.gt(torch.numel(chosen), 0), torch.eq(k, 0)):
                      torch.index_select(weights[0], 1, chosen, out=outputs[0])
                    elif torch.__and__(wide, torch.eq(k, 0)):
                      torch.mm(x, weights[0], out=torch.reshape(torch.permute(outputs[0], [1, 0, 2]), [torch.size(x, 0), -1]))
                    else:
                      torch.bmm(h, weights[k], out=outputs[k])
                    h = outputs[k]
                  k = torch.len(weights)
                  while torch.gt(k, 0):
                    k = torch.sub(k, 1)
                    back = torch.transpose(inputs[k], 1, 2)
                    if torch.gt(k, 0):
                      torch.bmm(outputs[k], torch.transpose(weights[k], 1, 2), out=gradients[k])
                    if apart:
                      for t in range(trials):
                        d = torch.mm(back[t], outputs[k][t])
                        if adam:
                          w = [weights[k][t]]
                          torch._fused_adam_(w, [d], [first[k][t]], [second[k][t]], annotate(List[Tensor], []), [torch.full([], 1000., dtype=6)], lr=1e-12, beta1=0.9, beta2=0.999, weight_decay=1e-12, eps=1e-8, amsgrad=False, maximize=False)
                          if torch.ne(torch.len(w), 1):
                            ops.prim.RaiseException("a list of one tensor has lost it")
                    elif torch.__and__(wide, torch.eq(k, 0)):
                      torch.addmm_(weights[0], torch.t(x), torch.reshape(torch.permute(outputs[0], [1, 0, 2]), [torch.size(x, 0), -1]), beta=1., alpha=-1e-12)
                    else:
                      torch.baddbmm_(weights[k], back, outputs[k], beta=1., alpha=-1e-12)
                return None
            """;

    private BareProducts() {}

    /**
     * @param data whose rows are multiplied; in dual form their products
     * @param width trials of the pack
     * @param updating whether an optimiser with a state of its own updates, too
     * @return seconds of one step of the whole pack, on the calling thread
     */
    public static double secondsOfStep(MlpSpec spec, DataSize data, int width, boolean updating) {
        JniUtils.setNumThreads(1);
        JniUtils.setGradMode(false);
        JniUtils.setGraphExecutorOptimize(false);
        int rows = spec.schedule().batchSize();
        int layers = spec.architecture().hiddenLayers();
        int units = spec.architecture().hiddenUnits();
        boolean plain = spec.optimizer().kind() == Optimizer.SGD;
        boolean dual = DualForm.suits(GraphShape.of(spec), data);
        int features = dual ? data.rows() : data.features();
        boolean wide = plain && !dual && units <= PackRun.WIDE_UNITS;
        try (PtNDManager owner = (PtNDManager) NDManager.newBaseManager()) {
            List<PtNDArray> weights = new ArrayList<>();
            List<PtNDArray> outputs = new ArrayList<>();
            List<PtNDArray> gradients = new ArrayList<>();
            for (int k = 0; k <= layers; k++) {
                int in = k == 0 ? features : units;
                int out = k == layers ? data.classes() : units;
                boolean side = wide && k == 0;
                weights.add(numbers(owner, side ? new Shape(in, (long) width * out) : new Shape(width, in, out)));
                // a wide product lies row by row, seen by what follows through a transposing view
                outputs.add(
                        side
                                ? numbers(owner, new Shape(rows, width, out)).transpose(1, 0, 2)
                                : numbers(owner, new Shape(width, rows, out)));
                gradients.add(numbers(owner, new Shape(width, rows, in)));
            }
            PtSymbolBlock program = program(owner);
            List<PtNDArray> state = plain ? List.of() : weights;
            try (IValue x = IValue.from(numbers(owner, new Shape(rows, features)));
                    IValue all = list(weights);
                    IValue results = list(outputs);
                    IValue backward = list(gradients);
                    IValue first = list(copies(owner, state));
                    IValue second = list(copies(owner, state));
                    IValue chosen = IValue.from(Torch.tensor(owner, dual ? rows(rows) : new long[0]));
                    IValue side = IValue.from(wide);
                    IValue apart = IValue.from(!plain);
                    IValue update = IValue.from(updating && spec.optimizer().kind() == Optimizer.ADAM)) {
                IValue[] arguments = {x, all, results, backward, first, second, chosen, side, apart, update, null};
                double once = seconds(program, arguments, 2) / 2;
                int steps = (int) Math.max(2, 0.5 / once);
                return seconds(program, arguments, steps) / steps;
            }
        }
    }

    private static long[] rows(int count) {
        return LongStream.range(0, count).toArray();
    }

    private static double seconds(PtSymbolBlock program, IValue[] arguments, int steps) {
        long start = System.nanoTime();
        try (IValue count = IValue.from((long) steps)) {
            arguments[arguments.length - 1] = count;
            IValueUtils.runMethod(program, "steps", arguments).close();
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static PtSymbolBlock program(PtNDManager owner) {
        try {
            return JniUtils.loadModule(owner, new ByteArrayInputStream(TorchScriptArchive.of(PROGRAM)), false, false);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<PtNDArray> copies(NDManager owner, List<PtNDArray> tensors) {
        return tensors.stream().map(each -> numbers(owner, each.getShape())).toList();
    }

    /** Small ones, so that products of products stay finite. */
    private static PtNDArray numbers(NDManager owner, Shape shape) {
        return (PtNDArray) owner.randomUniform(0.001f, 0.1f, shape, DataType.FLOAT32);
    }

    private static IValue list(List<PtNDArray> tensors) {
        return IValue.listFrom(tensors.toArray(PtNDArray[]::new));
    }
}
