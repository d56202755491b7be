package dev.tamis.experiment;

import static dev.tamis.experiment.Plans.aPlan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tamis.search.sampler.GridSampler;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What earlier versions have stored means what it meant: texts as they wrote them. */
class StoredPlansTest {

    private static final PlanConverter COLUMN = new PlanConverter();

    private static final String RANDOM = """
            {"name":"a plan","dataset":{"name":"mnist","trainSize":400,"validationSize":100,"stratified":false,"sha256":null},\
            "model":{"fixed":{"epochs":2},"searched":{"learningRate":{"type":"float","low":1.0E-6,"high":0.01,"scale":"log"}}},\
            "sampler":{"type":"RANDOM","seed":42,"points":{}},"terms":{"objective":{"metric":"validationAccuracy","at":"LAST"},\
            "budget":{"maxTrials":4,"parallelTrials":1,"maxFailedTrials":0},"rounds":{"count":1,"mode":"AUTO"},"curve":"EPOCH",\
            "priority":0}}""";

    private static final String GRID = """
            {"name":"grid","dataset":{"name":"flowers","trainSize":10,"validationSize":5,"stratified":true,"sha256":"abc"},\
            "model":{"fixed":{"epochs":2,"optimizer":"ADAM"},"searched":{"learningRate":{"type":"float","low":1.0E-6,"high":0.01,\
            "scale":"log"}}},"sampler":{"type":"GRID","seed":7,"points":{"learningRate":3}},"terms":{"objective":\
            {"metric":"validationLoss","at":"BEST"},"budget":{"maxTrials":3,"parallelTrials":16,"maxFailedTrials":3},\
            "rounds":{"count":1,"mode":"APPROVE"},"curve":"ITERATION","priority":-7}}""";

    @Test
    void aRandomSearchIsReadAsItWas() {
        assertThat(COLUMN.convertToEntityAttribute(RANDOM)).isEqualTo(aPlan().build());
    }

    @Test
    void aGridIsReadWithItsPoints() {
        Plan plan = aPlan().fixed("optimizer", "ADAM").build();

        assertThat(COLUMN.convertToEntityAttribute(GRID))
                .isEqualTo(new Plan(
                        "grid",
                        new DatasetChoice("flowers", 10, 5, true, "abc", null),
                        plan.model(),
                        new SamplerChoice(new GridSampler(Map.of("learningRate", 3)), 7),
                        new Plan.Terms(
                                new Objective("validationLoss", Objective.At.BEST),
                                new Budget(3, 16, 3),
                                new RoundsPlan(1, RoundsPlan.Mode.APPROVE),
                                CurveDetail.ITERATION,
                                -7)));
    }

    /** As the first versions wrote them: no curve, no priority, no content of the dataset. */
    @Test
    void whatWasNotThereYetHasItsDefault() {
        String first = RANDOM.replace(",\"curve\":\"EPOCH\",\"priority\":0", "")
                .replace(",\"sha256\":null", "")
                .replace(",\"points\":{}", "");

        assertThat(COLUMN.convertToEntityAttribute(first)).isEqualTo(aPlan().build());
    }

    /** Nodes of two versions may work on one database while the newer ones are brought in. */
    @Test
    void whatIsStoredNowHoldsAllThatEarlierVersionsRead() {
        String newer = COLUMN.convertToDatabaseColumn(aPlan().build());
        assertThat(newer).isEqualTo(withNewFields(RANDOM.replace(",\"points\":{}", "")));
        assertThat(COLUMN.convertToEntityAttribute(newer)).isEqualTo(aPlan().build());
        assertThat(COLUMN.convertToDatabaseColumn(COLUMN.convertToEntityAttribute(GRID)))
                .isEqualTo(withNewFields(GRID));
    }

    /** Names that may not be given any more are still those of what bears them. */
    @Test
    void aNameFromBeforeIsReadAsItIs() {
        String name = "\u202etxtp.exe";
        assertThat(COLUMN.convertToEntityAttribute(RANDOM.replace("a plan", name))
                        .name())
                .isEqualTo(name);
        assertThatThrownBy(() -> Plan.checkedName(name)).hasMessageContaining("\\u202etxtp.exe");
    }

    @Test
    void aSamplerThatIsNoLongerThereIsNamed() {
        assertThatThrownBy(() -> COLUMN.convertToEntityAttribute(RANDOM.replace("\"RANDOM\"", "\"GONE\"")))
                .hasStackTraceContaining("There is no sampler GONE any more");
    }

    @Test
    void aTrainerThatIsNoLongerThereIsNamed() {
        String gone = withNewFields(RANDOM).replace("\"MLP\"", "\"GONE\"");

        assertThatThrownBy(() -> COLUMN.convertToEntityAttribute(gone))
                .hasStackTraceContaining("There is no trainer GONE any more");
    }

    private static String withNewFields(String plan) {
        return plan.replace("\"sha256\":null", "\"sha256\":null,\"owner\":null")
                .replace("\"sha256\":\"abc\"", "\"sha256\":\"abc\",\"owner\":\"admin\"")
                .replace("\"validationAccuracy\",", "\"validationAccuracy\",\"direction\":\"MAXIMIZE\",")
                .replace("\"validationLoss\",", "\"validationLoss\",\"direction\":\"MINIMIZE\",")
                .replaceFirst(
                        "(\"maxFailedTrials\":\\d+)",
                        "$1,\"maxDuration\":null,\"target\":null,\"stagnation\":null,\"repeats\":false")
                .replaceFirst("(\"at\":\"[A-Z]+\")", "$1,\"reference\":null")
                .replaceFirst(
                        "(\"priority\":-?\\d+)",
                        "$1,\"further\":{\"objectives\":[],\"constraints\":[]},\"confirm\":null,"
                                + "\"validation\":{\"repeats\":1,\"folds\":1}")
                .replace(",\"dataset\":", ",\"trainer\":\"MLP\",\"dataset\":")
                .replace(",\"terms\":", ",\"pruner\":{\"type\":\"NONE\"},\"terms\":")
                .replaceFirst("}$", ",\"start\":{\"points\":[],\"warmStart\":null}}");
    }
}
