package dev.tamis.web.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import dev.tamis.mlp.Hyperparameter;
import dev.tamis.web.Api;
import dev.tamis.web.ApiNodeTest;
import dev.tamis.web.FakeWorker;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

@ApiNodeTest
class ChartsApiTest {

    private static final String ONE = "/api/v1/experiments/{id}";

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Api api;

    @Autowired
    private FakeWorker worker;

    @Test
    void pointsAreColumnsOfAllTrials() throws Exception {
        UUID id = api.anExperimentWithTrials(3);
        worker.trainAll(id, member -> member.number() == 1 ? Double.NaN : 0.5);

        String points = body(ONE + "/points", id);
        int failed = JsonPath.<List<Integer>>read(points, "$.number").indexOf(1);
        assertThat(JsonPath.<List<Integer>>read(points, "$.number")).containsExactlyInAnyOrder(0, 1, 2);
        assertThat(JsonPath.<String>read(points, "$.state[" + failed + "]")).isEqualTo("FAILED");
        assertThat(JsonPath.<Object>read(points, "$.value[" + failed + "]")).isNull();
        assertThat(JsonPath.<List<Integer>>read(points, "$.epochsDone")).containsExactlyInAnyOrder(4, 1, 4);
        assertThat(JsonPath.<Map<String, List<Double>>>read(points, "$.parameters"))
                .containsOnlyKeys("learningRate", "weightDecay")
                .allSatisfy((name, column) -> assertThat(column).hasSize(3).doesNotContainNull());
        Number cursor = JsonPath.read(points, "$.changeNumber");
        api.reads(ONE + "/points?after={after}", id, cursor)
                .andExpect(jsonPath("$.number").isEmpty())
                .andExpect(jsonPath("$.changeNumber").value(cursor));
    }

    @Test
    void curvesComeBestFirstAndThinnedOut() throws Exception {
        UUID id = api.anExperimentWithTrials(4);
        worker.trainAll(id, member -> 0.125 * (member.number() + 1));

        api.reads(ONE + "/curves?top=2&points=3", id)
                .andExpect(jsonPath("$.curves[*].trialNumber").value(contains(3, 2)))
                .andExpect(jsonPath("$.curves[0].epoch").value(contains(1, 3, 4)))
                .andExpect(jsonPath("$.curves[0].validationAccuracy").value(contains(0.125, 0.375, 0.5)));
        api.reads(ONE + "/curves?trial=0&trial=2", id)
                .andExpect(jsonPath("$.curves[*].trialNumber").value(contains(0, 2)))
                .andExpect(jsonPath("$.curves[0].epoch").value(contains(1, 2, 3, 4)));
    }

    @Test
    void whatIsNotAskedForProperlyIsRefusedByName() throws Exception {
        UUID id = api.anExperimentWithTrials(1);
        api.reads(ONE + "/curves?top=201&points=1", id)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[*].field").value(contains("top", "points")));
        api.reads(ONE + "/curves?trial=0&round=1", id)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[*].field").value(contains("trial")));
        api.reads(ONE + "/points?after=-1", id).andExpect(status().isBadRequest());
        api.reads(ONE + "/export?format=xls", id)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[*].field").value(contains("format")));
        for (String view : List.of("points", "curves", "importance", "export")) {
            api.reads(ONE + "/" + view, UUID.randomUUID()).andExpect(status().isNotFound());
        }
    }

    @Test
    void importanceIsZeroBeforeThereIsEvidenceAndSumsToOneAfter() throws Exception {
        UUID id = api.anExperimentWithTrials(40);
        api.reads(ONE + "/importance", id)
                .andExpect(jsonPath("$.importance.*").value(everyItem(is(0.0))))
                .andExpect(jsonPath("$.importance.*", hasSize(2)));
        worker.trainAll(id);
        String importance = body(ONE + "/importance", id);
        double learningRate = JsonPath.read(importance, "$.importance.learningRate");
        double weightDecay = JsonPath.read(importance, "$.importance.weightDecay");
        assertThat(learningRate + weightDecay).isCloseTo(1, org.assertj.core.api.Assertions.within(1e-9));
        assertThat(learningRate).isGreaterThan(weightDecay);
    }

    @Test
    void theCsvHasALineForEachTrialAndAColumnForEachHyperparameter() throws Exception {
        UUID id = api.anExperimentWithTrials(3);
        worker.trainAll(id, member -> member.number() == 1 ? Double.NaN : 0.5);

        String csv = api.reads(ONE + "/export?format=csv", id)
                .andExpect(header().string("Content-Type", containsString("text/csv")))
                .andExpect(header().string("Content-Disposition", containsString(id + ".csv")))
                .andReturn()
                .getResponse()
                .getContentAsString();

        List<String> lines = csv.lines().toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).startsWith("number,round,state,objectiveValue,learningRate,weightDecay,hiddenLayers,");
        assertThat(lines.get(1)).startsWith("0,1,COMPLETED,0.5,");
        assertThat(lines.get(2))
                .startsWith("1,1,FAILED,,")
                .endsWith(",training loss became NaN in epoch 1,0.0,79510,,,,,0");
        int columns = lines.get(0).split(",", -1).length;
        assertThat(lines).allSatisfy(line -> assertThat(line.split(",", -1)).hasSize(columns));
    }

    @Test
    void theCsvHasEveryHyperparameterSearchedOrNotAsItWasInForce() throws Exception {
        UUID id = api.anExperimentWithTrials(2);

        List<String> lines = body(ONE + "/export?format=csv", id).lines().toList();

        List<String> header = List.of(lines.get(0).split(",", -1));
        List<String> second = List.of(lines.get(2).split(",", -1));
        for (Hyperparameter each : Hyperparameter.values()) {
            Object inForce = JsonPath.read(body(ONE + "/trials/1", id), "$.model." + each.key());
            String cell = second.get(header.indexOf(each.key()));
            if (inForce instanceof Number number) {
                assertThat(Double.parseDouble(cell)).as(each.key()).isEqualTo(number.doubleValue());
            } else {
                assertThat(cell).as(each.key()).isEqualTo(String.valueOf(inForce));
            }
        }
        assertThat(second.get(header.indexOf("epochs"))).isEqualTo("4");
        assertThat(second.get(header.indexOf("optimizer"))).isEqualTo("SGD");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/csv                                     |             | csv",
                "application/json                             |             | json",
                "text/csv;q=0.5, application/json             |             | json",
                "application/json;q=0.5, text/csv             |             | csv",
                "text/*                                       |             | csv",
                "*/*                                          |             | json",
                "text/html, application/xml;q=0.9, */*;q=0.8  |             | json",
                "application/json                             | ?format=csv | csv",
                "text/csv                                     | ?format=json| json"
            })
    void theExportIsWhatAcceptAsksForUnlessFormatSaysMore(String accept, String query, String kind) throws Exception {
        UUID id = api.anExperimentWithTrials(1);

        mvc.perform(get(ONE + "/export" + (query == null ? "" : query), id).header("Accept", accept))
                .andExpect(status().isOk())
                .andExpect(header().string("Content-Type", containsString(kind)))
                .andExpect(header().string("Content-Disposition", containsString(id + "." + kind)))
                .andExpect(header().stringValues("Vary", hasItem("Accept")));
    }

    @Test
    void anExportInAnotherFormatIsNotAcceptableAndRefusalsAreProblemDocumentsWhateverIsAccepted() throws Exception {
        UUID id = api.anExperimentWithTrials(1);
        mvc.perform(get(ONE + "/export", id).header("Accept", "image/png")).andExpect(status().isNotAcceptable());
        mvc.perform(get(ONE + "/export", UUID.randomUUID()).header("Accept", "text/csv"))
                .andExpect(status().isNotFound())
                .andExpect(header().string("Content-Type", containsString("application/problem+json")));
    }

    @Test
    void theJsonExportHasTheCurvesOfAllTrialsBeyondOnePage() throws Exception {
        UUID id = api.anExperimentWithTrials(205);
        worker.trainAll(id, member -> 0.5);

        api.reads(ONE + "/export?format=json", id)
                .andExpect(jsonPath("$.experiment.id").value(id.toString()))
                .andExpect(jsonPath("$.trials", hasSize(205)))
                .andExpect(jsonPath("$.trials[204].trial.number").value(204))
                .andExpect(jsonPath("$.trials[204].curve", hasSize(4)))
                .andExpect(jsonPath("$.trials[204].curve[3].validationAccuracy").value(closeTo(0.5, 1e-12)))
                .andExpect(jsonPath("$.trials[0].trial.reason").value(nullValue()));
    }

    private String body(String path, Object... variables) throws Exception {
        return api.reads(path, variables)
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
    }
}
