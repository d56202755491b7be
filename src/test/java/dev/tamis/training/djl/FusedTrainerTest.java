package dev.tamis.training.djl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tamis.space.Parameters;
import dev.tamis.space.Seed;
import dev.tamis.training.EpochResult;
import dev.tamis.training.MlpSpec;
import dev.tamis.training.Pack;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FusedTrainerTest {

    private static final FusedTrainer TRAINER = new FusedTrainer(new Torch());

    @Test
    void everyOptimizerLearns() {
        for (String optimizer : List.of("SGD", "MOMENTUM", "ADAGRAD", "ADAM")) {
            for (boolean norm : new boolean[] {false, true}) {
                for (String activation : List.of("RELU", "SIGMOID", "TANH")) {
                    List<EpochResult> all = new ArrayList<>();
                    MlpSpec spec = spec(Map.of(
                            "optimizer",
                            optimizer,
                            "learningRate",
                            0.05,
                            "epochs",
                            20L,
                            "hiddenUnits",
                            16L,
                            "batchSize",
                            32L,
                            "batchNorm",
                            norm,
                            "activation",
                            activation,
                            "dropout",
                            0.1));
                    TRAINER.train(
                            new Pack(
                                    new Seed(1),
                                    List.of(
                                            new Pack.Member(3, spec, new Seed(5)),
                                            new Pack.Member(4, spec, new Seed(6)))),
                            Blobs.split(200, 90, 6, 3),
                            results -> {
                                all.addAll(results);
                                return Set.of();
                            });
                    assertThat(all).hasSize(40);
                    assertThat(all.get(39).validationAccuracy())
                            .as(spec.toString())
                            .isGreaterThan(0.8);
                }
            }
        }
    }

    private static MlpSpec spec(Map<String, Object> values) {
        return MlpSpec.from(new Parameters(new LinkedHashMap<>(values)));
    }
}
