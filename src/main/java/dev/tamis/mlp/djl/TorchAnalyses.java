package dev.tamis.mlp.djl;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import dev.tamis.mlp.ActivationHistogram;
import dev.tamis.mlp.ActivationStudy;
import dev.tamis.mlp.Analyses;
import dev.tamis.mlp.OptimizerPath;
import dev.tamis.mlp.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Runs the program's own updates and activations on the lecture's small questions. */
final class TorchAnalyses implements Analyses {

    private final Torch torch;

    TorchAnalyses(Torch torch) {
        this.torch = torch;
    }

    @Override
    public List<Point> optimizerPath(OptimizerPath path) {
        torch.enterThread();
        float[] start = {(float) path.start().x(), (float) path.start().y()};
        float[] slopes = {(float) (2 * path.a()), (float) (2 * path.b())};
        try (PtNDManager owner = torch.newManager();
                Arguments arguments = new Arguments()
                        .number(Program.numberOf(path.optimizer().kind()))
                        .flag(path.optimizer().kind().rule().isLinear())
                        .tensor(Torch.tensor(owner, start, 1, 2))
                        .tensor(Torch.tensor(owner, slopes, 1, 2))
                        .reals(Rates.settings(path.optimizer(), 0))
                        .number(path.steps())) {
            float[] visited = torch.tensors(owner, "follow", arguments.values())[0].toFloatArray();
            List<Point> points = new ArrayList<>();
            for (int i = 0; i < visited.length; i += 2) {
                points.add(new Point(visited[i], visited[i + 1]));
            }
            return points;
        }
    }

    @Override
    public List<ActivationHistogram> activationDistribution(ActivationStudy study) {
        torch.enterThread();
        int units = study.size().units();
        try (PtNDManager owner = torch.newManager()) {
            PtNDArray[] weights = new PtNDArray[study.size().layers()];
            double std = study.initialization().standardDeviation(units);
            for (int layer = 0; layer < weights.length; layer++) {
                RandomGenerator random =
                        study.seed().derive("weights").derive(layer).generator();
                weights[layer] = gaussian(owner, random, std, units, units);
            }
            RandomGenerator random = study.seed().derive("samples").generator();
            PtNDArray samples = gaussian(owner, random, 1, study.size().samples(), units);
            try (Arguments arguments =
                    new Arguments().tensor(samples).tensors(weights).number(Program.numberOf(study.activation()))) {
                return histograms(study, torch.tensors(owner, "propagate", arguments.values()));
            }
        }
    }

    private static PtNDArray gaussian(PtNDManager owner, RandomGenerator random, double std, int rows, int columns) {
        float[] values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (std * random.nextGaussian());
        }
        return Torch.tensor(owner, values, rows, columns);
    }

    private static List<ActivationHistogram> histograms(ActivationStudy study, PtNDArray[] layers) {
        double high = study.activation().function().high();
        if (Double.isInfinite(high)) {
            double most = 0;
            for (PtNDArray layer : layers) {
                most = Math.max(most, layer.max().toFloatArray()[0]);
            }
            high = most > 0 && Double.isFinite(most) ? most : 1;
        }
        List<ActivationHistogram> all = new ArrayList<>();
        for (int i = 0; i < layers.length; i++) {
            all.add(Histograms.of(study.activation(), study.bins(), high, i + 1, layers[i].toFloatArray()));
        }
        return all;
    }
}
