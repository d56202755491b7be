package dev.tamis.web.experiment;

import static dev.tamis.people.Subject.LOCAL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.space.InvalidFields;
import dev.tamis.space.Violations;
import dev.tamis.web.reading.FreshSeeds;
import dev.tamis.web.reading.PlainJson;
import dev.tamis.web.reading.SubmittedReader;
import dev.tamis.web.searchspace.SpaceReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of numbers that clients send: as they were written, and by one rule wherever they stand. */
class WrittenNumbersTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "learningRate|{\"type\": \"float\", \"low\": 0, \"high\": 1e999999999}|.high|1e999999999",
                "learningRate|{\"type\": \"float\", \"low\": 0, \"high\": 1e99999999999}|.high|1e99999999999",
                "learningRate|{\"type\": \"float\", \"low\": 9007199254740993, \"high\": 9007199254740992}|.low|low=9007199254740993, high=9007199254740992",
                "learningRate|{\"type\": \"float\", \"low\": 1e-3, \"high\": 1E-4}|.low|low=1e-3, high=1E-4",
                "hiddenUnits|{\"type\": \"int\", \"low\": 1, \"high\": 9007199254740993}|.high|9007199254740993",
                "hiddenUnits|{\"type\": \"int\", \"low\": 1, \"high\": 1e30}|.high|1e30",
                "hiddenUnits|{\"type\": \"int\", \"low\": 1e999999999, \"high\": 10}|.low|1e999999999",
                "hiddenUnits|{\"type\": \"int\", \"low\": 10, \"high\": 1e1}|.low|low=10, high=1e1; what",
                "dropout|{\"type\": \"categorical\", \"choices\": [0.0, -0.0]}|.choices|[0.0, -0.0]",
                "dropout|{\"type\": \"categorical\", \"choices\": [0.5, 5e-1]}|.choices|[0.5, 5e-1]",
                "dropout|{\"type\": \"categorical\", \"choices\": [0.5, 1e400]}|.choices[1]|1e400"
            })
    void aSearchedNumberIsQuotedAsItWasSent(String name, String domain, String field, String quoted) {
        assertThat(space("{}", "{\"" + name + "\": " + domain + "}"))
                .singleElement()
                .satisfies(refused -> {
                    assertThat(refused.field()).isEqualTo("searchSpace." + name + field);
                    assertThat(refused.rule()).contains(quoted);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "1e99999999999", "-1e-3", "1e39", "1e-50", "1e-99999999999"})
    void aFixedNumberIsQuotedAsItWasSent(String digits) {
        assertThat(space("{\"learningRate\": " + digits + "}", "{}"))
                .singleElement()
                .satisfies(refused -> {
                    assertThat(refused.field()).isEqualTo("model.learningRate");
                    assertThat(refused.rule()).endsWith("but got " + digits);
                });
    }

    /** Every digit counts: this is no whole number, though double precision takes it for one. */
    @Test
    void nearlyWholeIsNotWholeWhereverAWholeNumberIsWanted() {
        String nearly = "10.00000000000000000000000001";
        Map<String, List<InvalidField>> refused = Map.of(
                "budget.maxTrials", submitted("{\"budget\": {\"maxTrials\": " + nearly + "}}"),
                "sampler.seed", submitted("{\"sampler\": {\"seed\": " + nearly + "}}"),
                "model.batchSize", space("{\"batchSize\": " + nearly + "}", "{}"),
                "searchSpace.batchSize.high",
                        space("{}", "{\"batchSize\": {\"type\": \"int\", \"low\": 1, \"high\": " + nearly + "}}"),
                "searchSpace.batchSize.choices[0]",
                        space("{}", "{\"batchSize\": {\"type\": \"categorical\", \"choices\": [" + nearly + "]}}"));

        refused.forEach((field, complaints) -> assertThat(complaints)
                .filteredOn(each -> each.field().equals(field))
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.rule()).contains(nearly);
                    assertThat(each.code()).isIn(FieldCode.WRONG_TYPE, FieldCode.OUT_OF_RANGE);
                }));
    }

    @Test
    void whatIsWholeIsWholeHoweverItIsWritten() {
        for (String ten : List.of("10", "10.0", "1e1", "1.0E+1", "100e-1")) {
            assertThat(space(
                            "{\"batchSize\": " + ten + "}",
                            "{\"learningRate\": {\"type\": \"float\", \"low\": 0.1, \"high\": " + ten + "}}"))
                    .isEmpty();
            assertThat(space("{}", "{\"batchSize\": {\"type\": \"int\", \"low\": 1, \"high\": " + ten + "}}"))
                    .isEmpty();
        }
        assertThat(space("{\"learningRate\": 10.00000000000000000000000001, \"dropout\": -0.0}", "{}"))
                .isEmpty();
    }

    /** Networks train in single precision. */
    @Test
    void numbersThatAreOneInSinglePrecisionAreOne() {
        assertThat(space("{}", "{\"learningRate\": {\"type\": \"categorical\", \"choices\": [0.1, 0.10000000001]}}"))
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.field()).isEqualTo("searchSpace.learningRate.choices");
                    assertThat(each.code()).isEqualTo(FieldCode.DUPLICATE);
                    assertThat(each.rule()).contains("single precision").contains("[0.1, 0.10000000001]");
                });
        assertThat(space("{}", "{\"learningRate\": {\"type\": \"float\", \"low\": 0.1, \"high\": 0.10000000001}}"))
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.field()).isEqualTo("searchSpace.learningRate.low");
                    assertThat(each.rule()).contains("single precision").contains("fix it in model");
                });
        assertThat(
                        space(
                                "{}",
                                "{\"learningRate\": {\"type\": \"float\", \"low\": 0.5, \"high\": 0.50000001, \"step\": 1e-8}}"))
                .isNotEmpty();
        assertThat(space("{}", "{\"learningRate\": {\"type\": \"float\", \"low\": 1, \"high\": 2, \"step\": 1e-8}}"))
                .singleElement()
                .satisfies(each -> assertThat(each.field()).isEqualTo("searchSpace.learningRate.step"));
        assertThat(space(
                        "{}",
                        "{\"learningRate\": {\"type\": \"float\", \"low\": 0.1, \"high\": 0.1001, \"step\": 0.00001}}"))
                .isEmpty();
    }

    private static List<InvalidField> space(String model, String searches) {
        String searched =
                searches.equals("{}") ? "{\"weightDecay\": {\"type\": \"float\", \"low\": 0, \"high\": 1}}" : searches;
        Violations violations = new Violations();
        Map<String, Object> fixed = map(model, violations);
        new SpaceReader(violations).model(fixed, map(searched, violations));
        return found(violations);
    }

    private static List<InvalidField> submitted(String body) {
        // Neither a kept space nor a dataset is named, so that nobody is asked for one.
        PlanReader plans = new PlanReader(null, null, new FreshSeeds(new Random(1)));
        try {
            plans.plan(
                    LOCAL,
                    SubmittedReader.read(ExperimentRequest.class, body.getBytes(StandardCharsets.UTF_8)),
                    Optional.empty());
            return List.of();
        } catch (InvalidFields refused) {
            return refused.fields();
        }
    }

    private static List<InvalidField> found(Violations violations) {
        try {
            violations.throwIfAny();
            return List.of();
        } catch (InvalidFields refused) {
            return refused.fields();
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(String json, Violations violations) {
        return (Map<String, Object>) PlainJson.read(json, violations);
    }
}
