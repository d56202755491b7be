package dev.tamis.benchmark;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.evaluator.Accuracy;
import ai.djl.training.initializer.XavierInitializer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import ai.djl.translate.TranslateException;
import dev.tamis.dataset.LabeledData;
import dev.tamis.dataset.Split;
import dev.tamis.mlp.MlpSpec;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The same work with DJL's own trainer, as its documentation shows it: {@code EasyTrain.fit} with a validation set. */
final class OneModelAtATime {

    private OneModelAtATime() {}

    /** @return seconds for that many trials, one after the other */
    static double train(MlpSpec spec, Split split, int trials) {
        try (NDManager manager = NDManager.newBaseManager()) {
            ArrayDataset train = dataset(manager, split.train(), spec.schedule().batchSize());
            ArrayDataset validation =
                    dataset(manager, split.validation(), spec.schedule().batchSize());
            long start = System.nanoTime();
            for (int i = 0; i < trials; i++) {
                fit(spec, train, validation);
            }
            return (System.nanoTime() - start) / 1e9;
        }
    }

    private static void fit(MlpSpec spec, ArrayDataset train, ArrayDataset validation) {
        try (Model model = Model.newInstance("mlp")) {
            model.setBlock(block(spec));
            try (Trainer trainer = model.newTrainer(new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                    .optOptimizer(optimizer(spec))
                    .optInitializer(
                            new XavierInitializer(
                                    XavierInitializer.RandomType.GAUSSIAN, XavierInitializer.FactorType.IN, 2),
                            Parameter.Type.WEIGHT)
                    .addEvaluator(new Accuracy()))) {
                trainer.initialize(new Shape(1, Workload.FEATURES));
                EasyTrain.fit(trainer, spec.schedule().epochs(), train, validation);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (TranslateException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static SequentialBlock block(MlpSpec spec) {
        SequentialBlock block = new SequentialBlock();
        for (int k = 0; k < spec.architecture().hiddenLayers(); k++) {
            block.add(
                    Linear.builder().setUnits(spec.architecture().hiddenUnits()).build());
            if (spec.architecture().batchNorm()) {
                block.add(BatchNorm.builder().build());
            }
            block.add(activation(spec));
            if (spec.regularization().dropout() > 0) {
                block.add(Dropout.builder()
                        .optRate((float) spec.regularization().dropout())
                        .build());
            }
        }
        return block.add(Linear.builder().setUnits(Workload.CLASSES).build());
    }

    private static Block activation(MlpSpec spec) {
        return switch (spec.architecture().activation()) {
            case RELU -> Activation.reluBlock();
            case TANH -> Activation.tanhBlock();
            case SIGMOID -> Activation.sigmoidBlock();
        };
    }

    private static Optimizer optimizer(MlpSpec spec) {
        Tracker rate = Tracker.fixed((float) spec.optimizer().learningRate());
        float decay = (float) spec.regularization().weightDecay();
        return switch (spec.optimizer().kind()) {
            case SGD ->
                Optimizer.sgd()
                        .setLearningRateTracker(rate)
                        .optWeightDecays(decay)
                        .build();
            case MOMENTUM ->
                Optimizer.sgd()
                        .setLearningRateTracker(rate)
                        .optWeightDecays(decay)
                        .optMomentum((float) spec.optimizer().coefficient("momentum"))
                        .build();
            case ADAM ->
                Optimizer.adam()
                        .optLearningRateTracker(rate)
                        .optWeightDecays(decay)
                        .build();
            default -> throw new IllegalArgumentException("no benchmark uses " + spec.optimizer());
        };
    }

    private static ArrayDataset dataset(NDManager manager, LabeledData data, int batchSize) {
        float[] values = new float[data.size() * data.features()];
        float[] labels = new float[data.size()];
        for (int row = 0; row < data.size(); row++) {
            data.copyFeatures(row, values, row * data.features());
            labels[row] = data.label(row);
        }
        NDArray features = manager.create(values, new Shape(data.size(), data.features()));
        return new ArrayDataset.Builder()
                .setData(features)
                .optLabels(manager.create(labels))
                .setSampling(batchSize, true)
                .build();
    }
}
