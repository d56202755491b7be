package dev.tamis.web.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import dev.tamis.web.Api;
import dev.tamis.web.ApiNodeTest;
import dev.tamis.web.FakeWorker;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ApiNodeTest
class TrialsApiTest {

    @Autowired
    private Api api;

    @Autowired
    private FakeWorker worker;

    @Test
    void aCompletedTrialTellsWhatItWasAndWhatItMeasured() throws Exception {
        UUID id = api.anExperimentWithTrials(2);
        worker.trainAll(id, member -> 0.75);

        api.reads("/api/v1/experiments/{id}/trials/1", id)
                .andExpect(jsonPath("$.number").value(1))
                .andExpect(jsonPath("$.round").value(1))
                .andExpect(jsonPath("$.state").value("COMPLETED"))
                .andExpect(jsonPath("$.reason").value(nullValue()))
                .andExpect(jsonPath("$.parameters.learningRate").isNumber())
                .andExpect(jsonPath("$.parameters.hiddenLayers").doesNotExist())
                .andExpect(jsonPath("$.model.hiddenLayers").value(1))
                .andExpect(jsonPath("$.model.optimizer").value("SGD"))
                .andExpect(jsonPath("$.model.learningRate").isNumber())
                .andExpect(jsonPath("$.epochs").value(4))
                .andExpect(jsonPath("$.epochsDone").value(4))
                .andExpect(jsonPath("$.trainLoss").value(2.0))
                .andExpect(jsonPath("$.trainAccuracy").value(0.8125))
                .andExpect(jsonPath("$.validationLoss").value(1.75))
                .andExpect(jsonPath("$.validationAccuracy").value(0.75))
                .andExpect(jsonPath("$.generalizationGap").value(0.0625))
                .andExpect(jsonPath("$.bestEpoch").value(4))
                .andExpect(jsonPath("$.bestValidationAccuracy").value(0.75))
                .andExpect(jsonPath("$.objectiveValue").value(0.75))
                .andExpect(jsonPath("$.objectiveEpoch").value(4))
                .andExpect(jsonPath("$.claimedBy").value(startsWith("fake/")))
                .andExpect(jsonPath("$.attempt").value(1))
                .andExpect(jsonPath("$.startedAt").isString())
                .andExpect(jsonPath("$.finishedAt").isString())
                .andExpect(jsonPath("$.durationSeconds").isNumber())
                .andExpect(jsonPath("$.changeNumber").isNumber());
    }

    @Test
    void whatIsNoNumberIsNull() throws Exception {
        UUID id = api.anExperimentWithTrials(1);
        worker.trainAll(id, member -> Double.NaN);

        api.reads("/api/v1/experiments/{id}/trials/0", id)
                .andExpect(jsonPath("$.state").value("FAILED"))
                .andExpect(jsonPath("$.reason").value("training loss became NaN in epoch 1"))
                .andExpect(jsonPath("$.trainLoss").value(nullValue()))
                .andExpect(jsonPath("$.validationLoss").value(nullValue()))
                .andExpect(jsonPath("$.validationAccuracy").value(0.125))
                .andExpect(jsonPath("$.objectiveValue").value(nullValue()))
                .andExpect(jsonPath("$.objectiveEpoch").value(nullValue()));
        api.reads("/api/v1/experiments/{id}/trials/0/curve", id)
                .andExpect(jsonPath("$.measurements", hasSize(1)))
                .andExpect(jsonPath("$.measurements[0].trainLoss").value(nullValue()))
                .andExpect(jsonPath("$.measurements[0].validationLoss").value(nullValue()));
    }

    @Test
    void theCurveHasAMeasurementForEachEpoch() throws Exception {
        UUID id = api.anExperimentWithTrials(1);
        worker.trainAll(id, member -> 0.5);

        api.reads("/api/v1/experiments/{id}/trials/0/curve", id)
                .andExpect(jsonPath("$.trialNumber").value(0))
                .andExpect(jsonPath("$.measurements[*].epoch").value(contains(1, 2, 3, 4)))
                .andExpect(jsonPath("$.measurements[*].validationAccuracy").value(contains(0.125, 0.25, 0.375, 0.5)))
                .andExpect(jsonPath("$.measurements[*].trainLoss").value(contains(2.75, 2.5, 2.25, 2.0)));
    }

    @Test
    void theLossOfEveryIterationIsThereWhereItWasAskedFor() throws Exception {
        UUID id = api.anExperimentWithIterations();
        worker.trainAll(id, member -> 0.5);

        api.reads("/api/v1/experiments/{id}", id).andExpect(jsonPath("$.curve").value("ITERATION"));
        api.reads("/api/v1/experiments/{id}/trials/0/iterations", id)
                .andExpect(jsonPath("$.trialNumber").value(0))
                .andExpect(jsonPath("$.iterationsDone").value(8))
                .andExpect(jsonPath("$.iterations").value(contains(1, 2, 3, 4, 5, 6, 7, 8)))
                .andExpect(jsonPath("$.losses").value(contains(2.75, 3.0, 2.5, 2.75, 2.25, 2.5, 2.0, 2.25)));
        api.reads("/api/v1/experiments/{id}/trials/0/iterations?points=3", id)
                .andExpect(jsonPath("$.iterationsDone").value(8))
                .andExpect(jsonPath("$.iterations").value(contains(1, 5, 8)))
                .andExpect(jsonPath("$.losses").value(contains(2.75, 2.25, 2.25)));
        api.reads("/api/v1/experiments/{id}/trials/0/iterations?points=1", id)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[*].field").value(contains("points")));
    }

    @Test
    void anExperimentWithCurvesPerEpochHasNoLossPerIteration() throws Exception {
        UUID id = api.anExperimentWithTrials(1);
        worker.trainAll(id, member -> 0.5);

        api.reads("/api/v1/experiments/{id}", id).andExpect(jsonPath("$.curve").value("EPOCH"));
        api.reads("/api/v1/experiments/{id}/trials/0/iterations", id).andExpect(status().isNotFound());
    }

    @Test
    void trialsAreFilteredSortedAndPaged() throws Exception {
        UUID id = api.anExperimentWithTrials(5);
        worker.trainAll(id, member -> member.number() == 2 ? Double.NaN : 0.5 - 0.125 * (member.number() % 4));

        api.reads("/api/v1/experiments/{id}/trials?state=FAILED", id)
                .andExpect(jsonPath("$.content[*].number").value(contains(2)))
                .andExpect(jsonPath("$.changeNumber").doesNotExist());
        api.reads("/api/v1/experiments/{id}/trials?round=1&size=2&page=1", id)
                .andExpect(jsonPath("$.content[*].number").value(contains(2, 3)))
                .andExpect(jsonPath("$.page.totalElements").value(5))
                .andExpect(jsonPath("$.page.totalPages").value(3));
        api.reads("/api/v1/experiments/{id}/trials?round=2", id).andExpect(status().isNotFound());
        api.reads("/api/v1/experiments/{id}/trials?sort=objectiveValue,desc&sort=number,desc", id)
                .andExpect(jsonPath("$.content[*].number").value(contains(4, 0, 1, 3, 2)));
        api.reads("/api/v1/experiments/{id}/trials?sort=number,desc", id)
                .andExpect(jsonPath("$.content[*].number").value(contains(4, 3, 2, 1, 0)));
    }

    @Test
    void aPollerThatFollowsTheCursorMissesNothing() throws Exception {
        UUID id = api.anExperimentWithTrials(20);
        String start = changes(id, 0, 100);
        assertThat(numbers(start)).hasSize(20);
        long cursor = JsonPath.<Number>read(start, "$.changeNumber").longValue();
        assertThat(numbers(changes(id, cursor, 100))).isEmpty();

        worker.startOnePack(id);
        worker.trainAll(id, member -> 0.5);

        List<Integer> seen = new ArrayList<>();
        for (String page = changes(id, cursor, 3); !numbers(page).isEmpty(); page = changes(id, cursor, 3)) {
            seen.addAll(numbers(page));
            cursor = JsonPath.<Number>read(page, "$.changeNumber").longValue();
        }
        assertThat(seen).hasSize(20).doesNotHaveDuplicates();
        assertThat(JsonPath.<Number>read(changes(id, cursor, 3), "$.changeNumber")
                        .longValue())
                .isEqualTo(cursor);
    }

    @Test
    void aTrialThatIsNotThereIsNotFound() throws Exception {
        UUID id = api.anExperimentWithTrials(1);
        api.reads("/api/v1/experiments/{id}/trials/1", id)
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.detail").value("There is no trial 1."));
        api.reads("/api/v1/experiments/{id}/trials/1/curve", id).andExpect(status().isNotFound());
        api.reads("/api/v1/experiments/{id}/trials", UUID.randomUUID()).andExpect(status().isNotFound());
    }

    private String changes(UUID id, long after, int size) throws Exception {
        return api.reads("/api/v1/experiments/{id}/trials?after={after}&size={size}", id, after, size)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.page").doesNotExist())
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    private static List<Integer> numbers(String page) {
        return JsonPath.read(page, "$.content[*].number");
    }
}
