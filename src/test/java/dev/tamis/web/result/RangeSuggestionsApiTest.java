package dev.tamis.web.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.tamis.space.Seed;
import dev.tamis.web.Api;
import dev.tamis.web.ApiNodeTest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.ResultActions;

/** Trials that a client brings itself. */
@ApiNodeTest
class RangeSuggestionsApiTest {

    private static final String PATH = "/api/v1/range-suggestions";

    @Autowired
    private Api api;

    @Test
    void theBooksResultsShiftTheLearningRateUpwardsAndKeepTheWeightDecay() throws Exception {
        List<Integer> before = api.stored();

        api.posts(theBooksTopFiveAnd95Worse(), PATH)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.basedOnTrials").value(100))
                .andExpect(jsonPath("$.suggestions[0].parameter").value("learningRate"))
                .andExpect(jsonPath("$.suggestions[0].verdict").value("SHIFT"))
                .andExpect(jsonPath("$.suggestions[0].suggested.high").value(greaterThan(1e-2)))
                .andExpect(jsonPath("$.suggestions[1].parameter").value("weightDecay"))
                .andExpect(jsonPath("$.suggestions[1].verdict").value("KEEP"))
                .andExpect(jsonPath("$.suggestedSpace.weightDecay.low").value(1e-8));
        assertThat(api.stored()).isEqualTo(before);
    }

    @Test
    void namesNeedNotBeOurs() throws Exception {
        api.posts("""
                        {"searchSpace": {"temperature": {"type": "float", "low": 0, "high": 1}},
                         "direction": "MINIMIZE",
                         "trials": [{"parameters": {"temperature": 0.5}, "value": 3},
                                    {"parameters": {"temperature": 0.7}, "value": null}]}""", PATH)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.suggestions[0].verdict").value("KEEP"))
                .andExpect(jsonPath("$.suggestions[0].reason").value(containsString("2")));
    }

    /** Good where a and b are alike, wherever that is: neither matters by itself, and c does not matter at all. */
    @Test
    void aGroupIsNamedWhereWhichOfItsMembersMattersIsNotKnown() throws Exception {
        RandomGenerator random = new Seed(3).generator();
        String trials = IntStream.range(0, 60)
                .mapToObj(i -> {
                    double a = random.nextDouble();
                    double b = random.nextDouble();
                    return "{\"parameters\": {\"a\": " + a + ", \"b\": " + b + ", \"c\": " + random.nextDouble()
                            + "}, \"value\": " + (a - b) * (a - b) + "}";
                })
                .collect(Collectors.joining(","));

        api.posts("""
                        {"searchSpace": {"a": {"type": "float", "low": 0, "high": 1},
                                         "b": {"type": "float", "low": 0, "high": 1},
                                         "c": {"type": "float", "low": 0, "high": 1}},
                         "direction": "MINIMIZE", "trials": [%s]}""".formatted(trials), PATH)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.suggestions[2].verdict").value("KEEP"))
                .andExpect(jsonPath("$.suggestions[2].pValue").value(greaterThan(0.05), Double.class))
                .andExpect(jsonPath("$.suggestions[2].group.pValue").value(lessThan(0.025), Double.class))
                .andExpect(jsonPath("$.suggestions[2].group.parameters").value(hasItem("c")))
                .andExpect(jsonPath("$.suggestions[2].reason")
                        .value(allOf(containsString("the group "), containsString("which of them is not known"))))
                .andExpect(jsonPath("$.suggestions[2].suggested.high").value(1.0))
                .andExpect(jsonPath("$.suggestions[2].suggested.low").value(0.0))
                .andExpect(jsonPath("$.suggestions[2].nextRound")
                        .value(not(Map.of("type", "float", "low", 0.0, "high", 1.0, "scale", "linear"))))
                .andExpect(jsonPath("$.suggestedSpace.c.high").value(1.0));
    }

    @Test
    void aRangeIsNotExtendedBeyondWhatTheClientCallsLegal() throws Exception {
        risingTo(0.9, "").andExpect(jsonPath("$.suggestedSpace.x.high").value(greaterThan(1.0), Double.class));
        risingTo(0.9, ", \"legal\": {\"x\": {\"high\": 0.95}}")
                .andExpect(jsonPath("$.suggestedSpace.x.high").value(0.95));
        // Foreign names that start at 0 or above stay there.
        risingTo(-0.9, "").andExpect(jsonPath("$.suggestedSpace.x.low").value(0.0));
        risingTo(-0.9, ", \"legal\": {\"x\": {\"low\": -1}}")
                .andExpect(jsonPath("$.suggestedSpace.x.low").value(lessThan(0.0), Double.class));
    }

    @Test
    void legalBoundsMustNameANumberAndHoldItsRange() throws Exception {
        api.posts("""
                        {"searchSpace": {"x": {"type": "float", "low": 0, "high": 1}},
                         "legal": {"x": {"high": 0.5}, "y": {"low": 0}},
                         "trials": [{"parameters": {"x": 0.5}, "value": 3}]}""", PATH)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[*].field").value(containsInAnyOrder("legal.x", "legal.y")))
                .andExpect(jsonPath("$.errors[?(@.field == 'legal.x')].message")
                        .value(hasItem(containsString("but got no low and high=0.5"))));
    }

    /** Trials over 0 to the size of a number that are the better, the nearer they lie to it (or, if below 0, to 0). */
    private ResultActions risingTo(double end, String legal) throws Exception {
        String trials = IntStream.range(0, 60)
                .mapToObj(i -> i / 59.0 * Math.abs(end))
                .map(x -> "{\"parameters\": {\"x\": " + x + "}, \"value\": " + x * Math.signum(end) + "}")
                .collect(Collectors.joining(","));
        return api.posts(
                        "{\"searchSpace\": {\"x\": {\"type\": \"float\", \"low\": 0, \"high\": " + Math.abs(end)
                                + "}}, \"trials\": [" + trials + "]" + legal + "}",
                        PATH)
                .andExpect(status().isOk());
    }

    /** A name that is misspelt, or fixed and not searched, would be ignored in silence. */
    @Test
    void aParameterThatIsNotSearchedIsRefusedByName() throws Exception {
        api.posts("""
                        {"searchSpace": {"x": {"type": "float", "low": 0, "high": 1}},
                         "trials": [{"parameters": {"x": 0.5}, "value": 3},
                                    {"parameters": {"x": 0.5, "X": 0.5, "epochs": 3, "none": null}, "value": null}]}""", PATH)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[*].field")
                        .value(containsInAnyOrder("trials[1].parameters.X", "trials[1].parameters.epochs")))
                .andExpect(jsonPath("$.errors[*].code").value(everyItem(is("UNKNOWN_FIELD"))));
    }

    @Test
    void everythingThatIsWrongIsNamed() throws Exception {
        api.posts("""
                        {"searchSpace": {"x": {"type": "float", "low": 0, "high": 1}},
                         "validationSize": 0,
                         "noise": 1,
                         "trials": [{"parameters": {"y": 0.5}, "value": 3},
                                    {"parameters": {"x": 0.7}, "value": "good"},
                                    {"value": 1}]}""", PATH)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[*].field")
                        .value(containsInAnyOrder(
                                "validationSize",
                                "noise",
                                "trials[0].parameters.x",
                                "trials[0].parameters.y",
                                "trials[1].value",
                                "trials[2].parameters")));
    }

    @Test
    void valuesOfAnotherKindAreRefusedAndNotDroppedInSilence() throws Exception {
        String space = """
                {"rate": {"type": "float", "low": 1e-6, "high": 1, "scale": "log"},
                 "units": {"type": "int", "low": 1, "high": 100},
                 "optimizer": {"type": "categorical", "choices": ["SGD", "ADAM"]},
                 "size": {"type": "categorical", "choices": [8, 16]}}""";
        api.posts("""
                        {"searchSpace": %s, "validationSize": 100,
                         "trials": [
                           {"parameters": {"rate": "1e-3", "units": 16.5, "optimizer": "adam", "size": "8"}, "value": 93.5},
                           {"parameters": {"rate": true, "units": "16", "optimizer": 1, "size": 9}, "value": "0.5"},
                           {"parameters": {"rate": 10, "units": 16.0, "optimizer": "ADAM", "size": 16.0}, "value": null},
                           null]}""".formatted(space), PATH)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[*].field")
                        .value(containsInAnyOrder(
                                "trials[0].parameters.rate",
                                "trials[0].parameters.units",
                                "trials[0].parameters.optimizer",
                                "trials[0].parameters.size",
                                "trials[0].value",
                                "trials[1].parameters.rate",
                                "trials[1].parameters.units",
                                "trials[1].parameters.optimizer",
                                "trials[1].parameters.size",
                                "trials[1].value",
                                "trials[3]")));
        api.posts("""
                        {"searchSpace": %s,
                         "trials": [
                           {"parameters": {"rate": 0.1, "units": 16.0, "optimizer": "ADAM", "size": 16.0}, "value": 93.5},
                           {"parameters": {"rate": 1, "units": 16, "optimizer": "SGD", "size": 16}, "value": -3}]}
                        """.formatted(space), PATH)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.basedOnTrials").value(2));
    }

    @Test
    void ofManyFaultsAHundredAreNamed() throws Exception {
        String trial = "{\"parameters\": {\"x\": \"a\"}, \"value\": 1}";
        api.posts(
                        "{\"searchSpace\": {\"x\": {\"type\": \"int\", \"low\": 0, \"high\": 9}}, \"trials\": ["
                                + String.join(",", Collections.nCopies(500, trial)) + "]}",
                        PATH)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors.length()").value(101))
                .andExpect(jsonPath("$.errors[100].message").value(containsString("has more fields")));
    }

    /** The other operations here take 64 KB, and one megabyte where nobody sets a limit. */
    @Test
    void aHundredThousandTrialsFit() throws Exception {
        String trials = IntStream.range(0, 100_000)
                .mapToObj(i -> "{\"parameters\": {\"someHyperparameter\": 0." + i + "}, \"value\": 0."
                        + (i * 7919L % 100_000) + "}")
                .collect(Collectors.joining(","));
        api.posts("""
                        {"searchSpace": {"someHyperparameter": {"type": "float", "low": 0, "high": 1}},
                         "trials": [%s]}""".formatted(trials), PATH)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.basedOnTrials").value(100_000));
    }

    private static String theBooksTopFiveAnd95Worse() {
        StringBuilder trials = new StringBuilder();
        double[][] top = {
            {.0092, 3.86e-7, .83},
            {.00956, 6.04e-7, .78},
            {.00571, 1.27e-6, .77},
            {.00626, 1.43e-5, .74},
            {.0052, 8.97e-6, .73}
        };
        for (double[] trial : top) {
            trials.append(trial(trial[0], trial[1], trial[2])).append(',');
        }
        RandomGenerator random = new Seed(1).generator();
        for (int i = 0; i < 95; i++) {
            double rate = Math.pow(10, -6 + 3.6 * random.nextDouble());
            double decay = Math.pow(10, -8 + 4 * random.nextDouble());
            double accuracy = 0.1 + 0.6 * (Math.log10(rate) + 6) / 4;
            trials.append(trial(rate, decay, accuracy)).append(i < 94 ? "," : "");
        }
        return """
                {"searchSpace": {"learningRate": {"type": "float", "low": 1e-6, "high": 1e-2, "scale": "log"},
                                 "weightDecay": {"type": "float", "low": 1e-8, "high": 1e-4, "scale": "log"}},
                 "validationSize": 100,
                 "trials": [%s]}""".formatted(trials);
    }

    private static String trial(double rate, double decay, double accuracy) {
        return "{\"parameters\": {\"learningRate\": " + rate + ", \"weightDecay\": " + decay + "}, \"value\": "
                + accuracy + "}";
    }
}
