package dev.tamis.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tamis.mlp.MlpSpec;
import dev.tamis.mlp.activation.Activation;
import dev.tamis.space.CategoricalDomain;
import dev.tamis.space.Domain;
import dev.tamis.space.FloatDomain;
import dev.tamis.space.IntDomain;
import dev.tamis.space.InvalidField;
import dev.tamis.space.InvalidFields;
import dev.tamis.space.Parameters;
import dev.tamis.space.Scale;
import dev.tamis.space.SearchSpace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelSpaceTest {

    private static final Trainable MLP = Trainables.ALL.usual();
    private static final Domain RATES = new FloatDomain(1e-6, 1e-2, Scale.LOG);

    @Test
    void everyHyperparameterMayBeSearched() {
        Map<String, Domain> all = new LinkedHashMap<>();
        all.put("hiddenLayers", new IntDomain(0, 6, Scale.LINEAR));
        all.put("hiddenUnits", new IntDomain(10, 500, Scale.LOG));
        all.put("activation", new CategoricalDomain(List.of("RELU", "SIGMOID", "TANH")));
        all.put("batchNorm", new CategoricalDomain(List.of(true, false)));
        all.put("dropout", new FloatDomain(0, 0.9, Scale.LINEAR));
        all.put("initializer", new CategoricalDomain(List.of("ZERO", "NORMAL", "XAVIER", "HE")));
        all.put("initializerStd", new FloatDomain(1e-4, 1, Scale.LOG));
        all.put("optimizer", new CategoricalDomain(List.of("SGD", "MOMENTUM", "ADAGRAD", "ADAM")));
        all.put("learningRate", RATES);
        all.put("momentum", new FloatDomain(0, 0.99, Scale.LINEAR));
        all.put("beta1", new FloatDomain(0.8, 0.99, Scale.LINEAR));
        all.put("beta2", new FloatDomain(0.9, 0.9999, Scale.LINEAR));
        all.put("epsilon", new FloatDomain(1e-9, 1e-5, Scale.LOG));
        all.put("weightDecay", new FloatDomain(1e-8, 1e-4, Scale.LOG));
        all.put("batchSize", new CategoricalDomain(List.of(32L, 100L)));
        all.put("epochs", new IntDomain(1, 50, Scale.LINEAR));
        SearchSpace space = new SearchSpace(all);
        ModelSpace model = ModelSpace.of(MLP, Parameters.NONE, space);
        Map<String, Object> point = new LinkedHashMap<>();
        all.forEach((name, domain) -> point.put(name, domain.valueAt(0.99)));

        MlpSpec spec = MlpSpec.from(model.at(new Parameters(point)));

        assertThat(spec.architecture())
                .isEqualTo(new MlpSpec.Architecture(
                        6, (int) (long) (Long) point.get("hiddenUnits"), Activation.TANH, false));
        assertThat(spec.schedule()).isEqualTo(new MlpSpec.Schedule(100, 50));
        assertThat(spec.optimizer().learningRate()).isEqualTo(point.get("learningRate"));
    }

    @Test
    void aHyperparameterIsFixedOrSearchedButNotBoth() {
        assertThat(refusal(Map.of("learningRate", 0.1), Map.of("learningRate", RATES)))
                .containsExactly("searchSpace.learningRate");
    }

    @Test
    void allThatIsWrongIsTold() {
        assertThat(refusal(
                        Map.of("dropout", 1.0, "hiddenUnits", 0L, "optimiser", "SGD", "activation", "relu"),
                        Map.of("learningRate", new FloatDomain(0, 1, Scale.LINEAR), "speed", RATES)))
                .containsExactlyInAnyOrder(
                        "model.dropout",
                        "model.hiddenUnits",
                        "model.optimiser",
                        "model.activation",
                        "searchSpace.learningRate.low",
                        "searchSpace.speed");
    }

    @Test
    void domainsMustFitTheKindOfTheirHyperparameter() {
        assertThat(refusal(Map.of(), Map.of("hiddenUnits", RATES))).containsExactly("searchSpace.hiddenUnits.type");
        assertThat(refusal(Map.of(), Map.of("batchNorm", new IntDomain(0, 1, Scale.LINEAR))))
                .containsExactly("searchSpace.batchNorm.type");
        assertThat(refusal(Map.of(), Map.of("optimizer", new CategoricalDomain(List.of("SGD", "LION")))))
                .containsExactly("searchSpace.optimizer.choices[1]");
        assertThat(refusal(Map.of(), Map.of("dropout", new FloatDomain(0, 1, Scale.LINEAR))))
                .containsExactly("searchSpace.dropout.high");
        assertThat(refusal(Map.of(), Map.of("epochs", new CategoricalDomain(List.of(1.5)))))
                .containsExactly("searchSpace.epochs.choices[0]");
    }

    @Test
    void boundsAndChoicesAreLegalInSinglePrecision() {
        assertThat(refusal(
                        Map.of("epsilon", 1e-46),
                        Map.of(
                                "learningRate", new FloatDomain(1e-50, 1e39, Scale.LOG),
                                "initializerStd", new CategoricalDomain(List.of(0.1, 1e-46)))))
                .containsExactlyInAnyOrder(
                        "model.epsilon",
                        "searchSpace.learningRate.low",
                        "searchSpace.learningRate.high",
                        "searchSpace.initializerStd.choices[1]");
    }

    @Test
    void fixedValuesAreInTheTypesOfTheirHyperparameters() {
        ModelSpace model = ModelSpace.of(
                MLP,
                new Parameters(Map.of("dropout", -0.0, "batchSize", 16.0, "momentum", 0L)),
                new SearchSpace(Map.of("learningRate", RATES)));

        assertThat(model.fixed().values())
                .containsOnly(Map.entry("dropout", 0.0), Map.entry("batchSize", 16L), Map.entry("momentum", 0.0));
    }

    /** What was legal when it was submitted must stay readable, and mean what it meant. */
    @Test
    void whatIsStoredIsReadEvenIfItIsLegalNoMore() {
        ModelSpace model = StoredJson.read("""
                {"fixed": {"epsilon": 1e-46, "batchSize": 16.0},
                 "searched": {"learningRate": {"type": "float", "low": 1e-3, "high": 1e39, "scale": "log"},
                              "hiddenUnits": {"type": "categorical", "choices": [8, 8.0, 16]}}}""", ModelSpace.class).typed(MLP);

        assertThat(model.searched().domains().get("hiddenUnits")).isEqualTo(new CategoricalDomain(List.of(8L, 16L)));
        assertThat(MlpSpec.from(model.at(new Parameters(Map.of("learningRate", 1e39, "hiddenUnits", 8.0))))
                        .architecture()
                        .hiddenUnits())
                .isEqualTo(8);
        assertThat(StoredJson.read(StoredJson.write(model), ModelSpace.class)).isEqualTo(model);
    }

    private static List<String> refusal(Map<String, Object> fixed, Map<String, Domain> searched) {
        InvalidFields refused = catchThrowableOfType(
                InvalidFields.class,
                () -> ModelSpace.of(MLP, new Parameters(fixed), new SearchSpace(new LinkedHashMap<>(searched))));
        return refused.fields().stream().map(InvalidField::field).toList();
    }
}
