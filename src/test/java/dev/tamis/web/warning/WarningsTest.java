package dev.tamis.web.warning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tamis.dataset.DatasetInfo;
import dev.tamis.dataset.DatasetInfo.ClassRows;
import dev.tamis.dataset.DatasetOrigin;
import dev.tamis.experiment.Budget;
import dev.tamis.experiment.DatasetChoice;
import dev.tamis.experiment.ModelSpace;
import dev.tamis.experiment.Objective;
import dev.tamis.experiment.Plan;
import dev.tamis.experiment.RoundsPlan;
import dev.tamis.experiment.SamplerChoice;
import dev.tamis.experiment.Trainables;
import dev.tamis.experiment.Valley;
import dev.tamis.search.sampler.RandomSampler;
import dev.tamis.space.CategoricalDomain;
import dev.tamis.space.Domain;
import dev.tamis.space.FloatDomain;
import dev.tamis.space.IntDomain;
import dev.tamis.space.Parameters;
import dev.tamis.space.Scale;
import dev.tamis.space.SearchSpace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WarningsTest {

    private static final Domain RATES = new FloatDomain(1e-4, 1e-1, Scale.LOG);
    private static final Map<String, Domain> USUAL = Map.of("learningRate", RATES);
    private static final DatasetChoice ROWS = new DatasetChoice("flowers", 400, 100, true);

    @Test
    void aUsualExperimentHasNone() {
        assertThat(of(ROWS, Map.of("momentum", 0.9, "batchNorm", true), USUAL)).isEmpty();
    }

    @Test
    void batchNormWithABatchOfOneRow() {
        assertThat(of(new DatasetChoice("flowers", 401, 100, true), Map.of("batchNorm", true), USUAL))
                .containsExactly("BATCH_OF_ONE model.batchSize", "BATCH_OF_ONE model.batchSize");
        assertThat(of(new DatasetChoice("flowers", 200, 101, true), Map.of("batchNorm", true), USUAL))
                .as("the final evaluation trains on 301 rows")
                .containsExactly("BATCH_OF_ONE model.batchSize");
        assertThat(of(new DatasetChoice("flowers", 401, 100, true), Map.of(), USUAL))
                .isEmpty();
        assertThat(of(ROWS, Map.of("batchNorm", true, "batchSize", 1), USUAL))
                .containsExactly("BATCH_OF_ONE model.batchSize");
        assertThat(of(
                        ROWS,
                        Map.of(),
                        Map.of(
                                "batchNorm", new CategoricalDomain(List.of(true, false)),
                                "batchSize", new CategoricalDomain(List.of(20L, 21L)))))
                .contains("BATCH_OF_ONE searchSpace.batchSize");
        assertThat(of(ROWS, Map.of("batchNorm", true), Map.of("batchSize", new IntDomain(22, 56, Scale.LINEAR))))
                .isEmpty();
        assertThat(of(
                        new DatasetChoice("flowers", 401, 100, true),
                        Map.of("batchNorm", true, "batchSize", 600L),
                        USUAL))
                .isEmpty();
    }

    @Test
    void aHyperparameterThatNoNetworkLooksAt() {
        Domain share = new FloatDomain(0.5, 0.9, Scale.LINEAR);
        assertThat(of(ROWS, Map.of(), Map.of("momentum", share))).containsExactly("NO_EFFECT searchSpace.momentum");
        assertThat(of(ROWS, Map.of("optimizer", "MOMENTUM"), Map.of("momentum", share)))
                .isEmpty();
        assertThat(of(
                        ROWS,
                        Map.of(),
                        Map.of("momentum", share, "optimizer", new CategoricalDomain(List.of("SGD", "MOMENTUM")))))
                .isEmpty();
        assertThat(of(ROWS, Map.of("optimizer", "ADAM", "initializerStd", 1.0), Map.of("beta1", share)))
                .containsExactly("NO_EFFECT model.initializerStd");
        assertThat(of(ROWS, Map.of("initializer", "NORMAL", "initializerStd", 1.0), USUAL))
                .isEmpty();
        assertThat(of(ROWS, Map.of("hiddenLayers", 0, "epsilon", 1e-3), Map.of("dropout", share)))
                .containsExactly("NO_EFFECT model.epsilon", "NO_EFFECT searchSpace.dropout");
        assertThat(of(ROWS, Map.of(), Map.of("hiddenLayers", new IntDomain(0, 2, Scale.LINEAR), "dropout", share)))
                .isEmpty();
    }

    @Test
    void patienceThatNoTrialIsLongEnoughToLose() {
        assertThat(of(ROWS, Map.of("patience", 9, "epochs", 10), USUAL))
                .containsExactly("LONG_PATIENCE model.patience");
        assertThat(of(ROWS, Map.of("patience", 8, "epochs", 10), USUAL)).isEmpty();
        assertThat(of(ROWS, Map.of("patience", 0, "epochs", 10), USUAL)).isEmpty();
        assertThat(of(
                        ROWS,
                        Map.of("epochs", 10),
                        Map.of("patience", new CategoricalDomain(List.of(0L, 20L)), "learningRate", RATES)))
                .containsExactly("LONG_PATIENCE searchSpace.patience");
        assertThat(of(ROWS, Map.of("epochs", 10), Map.of("patience", new IntDomain(0, 20, Scale.LINEAR))))
                .isEmpty();
        assertThat(of(ROWS, Map.of("patience", 9), Map.of("epochs", new IntDomain(5, 50, Scale.LINEAR))))
                .isEmpty();
    }

    @Test
    void aClassThatIsMissingFromAPart() {
        assertThat(Warnings.of(plan(ROWS, Map.of(), USUAL, 100), Optional.of(info(697, 300, 3))))
                .extracting(each -> each.code() + " " + each.field())
                .containsExactly("CLASS_MISSING dataset.validationSize");
        DatasetChoice shuffled = new DatasetChoice("flowers", 400, 100, false);
        assertThat(Warnings.of(plan(shuffled, Map.of(), USUAL, 100), Optional.of(info(697, 293, 10))))
                .extracting(each -> each.code() + " " + each.field())
                .containsExactly("CLASS_MISSING dataset.validationSize");
        assertThat(Warnings.of(plan(ROWS, Map.of(), USUAL, 100), Optional.of(info(697, 293, 10))))
                .isEmpty();
        assertThat(Warnings.of(plan(ROWS, Map.of(), USUAL, 100), Optional.empty()))
                .isEmpty();
    }

    @Test
    void validationSoSmallThatChanceRanks() {
        assertThat(of(new DatasetChoice("flowers", 400, 99, true), Map.of(), USUAL))
                .containsExactly("SMALL_VALIDATION dataset.validationSize");
    }

    @Test
    void moreTrialsThanPoints() {
        Map<String, Domain> space = Map.of(
                "hiddenUnits", new IntDomain(10, 100, Scale.LINEAR, 10),
                "batchNorm", new CategoricalDomain(List.of(true, false)));
        assertThat(codes(plan(ROWS, Map.of(), space, 21))).containsExactly("FEW_POINTS budget.maxTrials");
        assertThat(codes(plan(ROWS, Map.of(), space, 20))).isEmpty();
    }

    @Test
    void severalDecadesOnALinearScale() {
        assertThat(of(ROWS, Map.of(), Map.of("learningRate", new FloatDomain(1e-4, 1e-2, Scale.LINEAR))))
                .containsExactly("LINEAR_SCALE searchSpace.learningRate.scale");
        assertThat(of(ROWS, Map.of(), Map.of("learningRate", new FloatDomain(1e-3, 9e-2, Scale.LINEAR))))
                .isEmpty();
        assertThat(of(ROWS, Map.of(), Map.of("weightDecay", new FloatDomain(1e-8, 1e-4, Scale.LINEAR))))
                .containsExactly("LINEAR_SCALE searchSpace.weightDecay.scale");
    }

    /** With 3 classes, of which who guesses has an accuracy of a third, and a loss of ln 3 = 1.0986. */
    @Test
    void aTargetThatCannotBeReachedOrIsAtOnce() {
        assertThat(ofTarget("validationAccuracy", 1.001)).containsExactly("TARGET_OUT_OF_REACH budget.target");
        assertThat(ofTarget("validationAccuracy", 95)).containsExactly("TARGET_OUT_OF_REACH budget.target");
        assertThat(ofTarget("validationAccuracy", 1)).isEmpty();
        assertThat(ofTarget("validationAccuracy", 0.34)).isEmpty();
        assertThat(ofTarget("validationAccuracy", 0.33)).containsExactly("TARGET_AT_ONCE budget.target");
        assertThat(ofTarget("validationAccuracy", -1)).containsExactly("TARGET_AT_ONCE budget.target");
        assertThat(ofTarget("validationLoss", -0.001)).containsExactly("TARGET_OUT_OF_REACH budget.target");
        assertThat(ofTarget("validationLoss", 0)).isEmpty();
        assertThat(ofTarget("validationLoss", 1.09)).isEmpty();
        assertThat(ofTarget("validationLoss", 1.1)).containsExactly("TARGET_AT_ONCE budget.target");
    }

    private static List<String> ofTarget(String metric, double target) {
        Plan usual = plan(ROWS, Map.of(), USUAL, 20);
        return codes(new Plan(
                usual.name(),
                usual.dataset(),
                usual.model(),
                usual.sampler(),
                new Plan.Terms(
                        new Objective(metric, Objective.At.LAST),
                        new Budget(20, 4, 0, null, target, null, null),
                        RoundsPlan.ONE)));
    }

    private static List<String> of(DatasetChoice rows, Map<String, Object> fixed, Map<String, Domain> searched) {
        return codes(plan(rows, fixed, searched, 20));
    }

    /** Rules that know networks keep silent of what is none; the others look at what its trainer takes. */
    @Test
    void whatIsNoNetworkIsWarnedOfWithItsOwnHyperparameters() {
        Map<String, Domain> searched = new LinkedHashMap<>();
        searched.put("across", new FloatDomain(1, 1e6, Scale.LINEAR));
        Plan plan = valley(searched);
        assertThat(Warnings.of(plan, Optional.empty()))
                .extracting(each -> each.code() + " " + each.field())
                .containsExactly("LINEAR_SCALE searchSpace.across.scale");

        assertThat(Warnings.of(valley(Map.of("turns", new IntDomain(1, 9, Scale.LINEAR))), Optional.empty()))
                .extracting(Warning::code)
                .containsExactly(WarningCode.FEW_POINTS);
    }

    private static Plan valley(Map<String, Domain> searched) {
        Valley trainer = new Valley();
        return new Plan(
                "p",
                trainer,
                null,
                ModelSpace.of(trainer, Parameters.NONE, new SearchSpace(searched)),
                new SamplerChoice(new RandomSampler(), 1),
                null,
                new Plan.Terms(null, null, null));
    }

    private static List<String> codes(Plan plan) {
        return Warnings.of(plan, Optional.of(info(500, 500, 500))).stream()
                .map(each -> each.code() + " " + each.field())
                .toList();
    }

    private static DatasetInfo info(int... trainingRows) {
        List<ClassRows> classes = new java.util.ArrayList<>();
        for (int rows : trainingRows) {
            classes.add(new ClassRows("class " + classes.size(), rows, 0));
        }
        return new DatasetInfo("flowers", 4, classes, new DatasetOrigin.BuiltIn("flowers", "none", ""));
    }

    private static Plan plan(DatasetChoice rows, Map<String, Object> fixed, Map<String, Domain> searched, int trials) {
        return new Plan(
                "p",
                rows,
                ModelSpace.of(
                        Trainables.ALL.usual(), new Parameters(fixed), new SearchSpace(new LinkedHashMap<>(searched))),
                new SamplerChoice(new RandomSampler(), 1),
                new Plan.Terms(
                        new Objective("validationAccuracy", Objective.At.LAST),
                        new Budget(trials, 4, 4),
                        RoundsPlan.ONE));
    }
}
