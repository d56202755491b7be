package dev.tamis.web.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.tamis.web.Api;
import dev.tamis.web.ApiNodeTest;
import dev.tamis.web.FakeWorker;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The best trials, trained again. */
@ApiNodeTest
class ConfirmationApiTest {

    private static final String EXPERIMENTS = "/api/v1/experiments";

    @Autowired
    private Api api;

    @Autowired
    private FakeWorker worker;

    @Test
    void theExperimentGoesOnUntilItsBestTrialsAreTrainedAgain() throws Exception {
        UUID id = api.submits(submission("\"confirm\": {\"top\": 3, \"repeats\": 2}"));
        api.reads(EXPERIMENTS + "/{id}", id)
                .andExpect(jsonPath("$.confirm.top").value(3))
                .andExpect(jsonPath("$.confirm.repeats").value(2))
                .andExpect(jsonPath("$.progress.confirmation.state").isEmpty())
                .andExpect(jsonPath("$.progress.confirmation.repeats").value(6))
                .andExpect(jsonPath("$.progress.confirmation.ended").value(0));

        worker.trainAll(id, member -> 0.5 + 0.05 * member.number());

        api.reads(EXPERIMENTS + "/{id}", id)
                .andExpect(jsonPath("$.state").value("RUNNING"))
                .andExpect(jsonPath("$.progress.bestTrial").value(5))
                .andExpect(jsonPath("$.progress.confirmation.state").value("UNDER_WAY"))
                .andExpect(jsonPath("$.progress.etaSeconds").isNumber());
        api.reads(EXPERIMENTS + "/{id}/leaderboard", id)
                .andExpect(jsonPath("$.confirmation.state").value("UNDER_WAY"))
                .andExpect(jsonPath("$.confirmation.tiedWith").isEmpty())
                .andExpect(jsonPath("$.entries[*].trialNumber", contains(5, 4, 3, 2, 1, 0)))
                .andExpect(jsonPath("$.entries[0].confirmed").isEmpty());
    }

    @Test
    void theLeaderboardBeginsWithThemByTheMeanOfTheirRepeats() throws Exception {
        UUID id = confirmed(3, new double[] {0.6, 0.62}, new double[] {0.9, 0.92}, new double[] {0.7, 0.72});

        api.reads(EXPERIMENTS + "/{id}", id)
                .andExpect(jsonPath("$.state").value("COMPLETED"))
                .andExpect(jsonPath("$.progress.confirmation.state").value("CONFIRMED"))
                .andExpect(jsonPath("$.progress.confirmation.ended").value(6))
                .andExpect(jsonPath("$.progress.bestTrial").value(4))
                .andExpect(jsonPath("$.progress.bestValue").value(closeTo(0.91, 1e-12)))
                .andExpect(jsonPath("$.progress.bestValidationAccuracy").value(closeTo(0.91, 1e-12)));
        api.reads(EXPERIMENTS + "/{id}/leaderboard?top=4", id)
                .andExpect(jsonPath("$.entries[*].trialNumber", contains(4, 3, 5, 2)))
                .andExpect(jsonPath("$.entries[*].rank", contains(1, 2, 3, 4)))
                .andExpect(jsonPath("$.entries[0].objectiveValue").value(closeTo(0.7, 1e-12)))
                .andExpect(jsonPath("$.entries[0].confirmed.mean").value(closeTo(0.91, 1e-12)))
                .andExpect(jsonPath("$.entries[0].confirmed.standardDeviation")
                        .value(closeTo(0.0141421, 1e-6), Double.class))
                .andExpect(jsonPath("$.entries[0].confirmed.values", contains(0.9, 0.92)))
                .andExpect(jsonPath("$.entries[0].confirmed.pValue").value(1.0))
                .andExpect(jsonPath("$.entries[3].confirmed").isEmpty())
                .andExpect(jsonPath("$.confirmation.state").value("CONFIRMED"))
                .andExpect(jsonPath("$.confirmation.tiedWith").isEmpty())
                .andExpect(jsonPath("$.confirmation.because")
                        .value(startsWith("trial 4 is told from all others that were trained again: p = ")));
        api.asksTo("final-evaluation", id).andExpect(jsonPath("$.trialNumber").value(4));
    }

    @Test
    void aWinnerThatCannotBeToldFromTheSecondIsTied() throws Exception {
        UUID id = confirmed(3, new double[] {0.7, 0.8}, new double[] {0.72, 0.8}, new double[] {0.1, 0.2});

        api.reads(EXPERIMENTS + "/{id}/leaderboard", id)
                .andExpect(jsonPath("$.confirmation.state").value("TIED"))
                .andExpect(jsonPath("$.confirmation.tiedWith", contains(5)))
                .andExpect(jsonPath("$.confirmation.because")
                        .value(startsWith("trial 4 cannot be told from rank 2, trial 5: p = 0.")));
    }

    @Test
    void oneRepeatEachTellsNoSpread() throws Exception {
        UUID id = confirmed(2, new double[] {0.9}, new double[] {0.1});

        api.reads(EXPERIMENTS + "/{id}/leaderboard", id)
                .andExpect(jsonPath("$.confirmation.state").value("TIED"))
                .andExpect(jsonPath("$.entries[0].confirmed.standardDeviation").isEmpty())
                .andExpect(jsonPath("$.confirmation.because").value(containsString("one repeat each")));
    }

    @Test
    void whatDivergesWhenItIsTrainedAgainComesAfterTheOthers() throws Exception {
        UUID id = confirmed(2, new double[] {0.9, Double.NaN}, new double[] {0.1, 0.2});

        api.reads(EXPERIMENTS + "/{id}/leaderboard?top=2", id)
                .andExpect(jsonPath("$.entries[*].trialNumber", contains(4, 5)))
                .andExpect(jsonPath("$.entries[1].confirmed").isEmpty())
                .andExpect(jsonPath("$.confirmation.because")
                        .value("trial 4 alone was trained again and came to a value each time"));
    }

    @Test
    void exportsTellTheMeansToo() throws Exception {
        UUID id = confirmed(2, new double[] {0.9, 0.92}, new double[] {0.1, 0.12});

        String csv = api.reads(EXPERIMENTS + "/{id}/export?format=csv", id)
                .andReturn()
                .getResponse()
                .getContentAsString();
        List<String> lines = csv.lines().toList();
        assertThat(lines.get(0)).endsWith(",confirmedMean,confirmedStandardDeviation,confirmedRepeats,patience");
        assertThat(lines.get(1)).endsWith(",,,,0");
        assertThat(lines.get(6)).matches(".*,0\\.91\\d*,0\\.0141\\d*,2,0");
        api.reads(EXPERIMENTS + "/{id}/export?format=json", id)
                .andExpect(jsonPath("$.confirmation.state").value("CONFIRMED"))
                .andExpect(jsonPath("$.trials[5].confirmed.values", hasSize(2)))
                .andExpect(jsonPath("$.trials[0].confirmed").doesNotExist());
    }

    @Test
    void whatIsLeftOpenIsFiveTimesTwo() throws Exception {
        api.posts(submission("\"confirm\": {}"), EXPERIMENTS + "?dryRun=true")
                .andExpect(jsonPath("$.confirm.top").value(5))
                .andExpect(jsonPath("$.confirm.repeats").value(2))
                .andExpect(jsonPath("$.size.epochsOfConfirmation").value(5 * 2 * 2));
        api.posts(submission("\"priority\": 0"), EXPERIMENTS + "?dryRun=true")
                .andExpect(jsonPath("$.confirm").isEmpty())
                .andExpect(jsonPath("$.progress.confirmation").isEmpty())
                .andExpect(jsonPath("$.size.epochsOfConfirmation").value(0));
    }

    @Test
    void whatCannotBeIsRefusedByItsName() throws Exception {
        api.posts(submission("\"confirm\": {\"top\": 21, \"repeats\": 0}"), EXPERIMENTS)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[*].field", containsInAnyOrder("confirm.top", "confirm.repeats")));
        api.posts(submission("\"confirm\": {\"top\": 20, \"repeats\": 6}"), EXPERIMENTS)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("confirm.repeats"))
                .andExpect(jsonPath("$.errors[0].message").value(containsString("at most 100")));
        api.posts(
                        submission("\"confirm\": {}, \"objectives\": [{\"metric\": \"validationLoss\"},"
                                + " {\"metric\": \"parameters\"}]"),
                        EXPERIMENTS)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("confirm"));
    }

    /** Of six trials, of which the later ones are the better. @param values of the repeats of the best, the second, ... */
    private UUID confirmed(int top, double[]... values) throws Exception {
        UUID id =
                api.submits(submission("\"confirm\": {\"top\": %d, \"repeats\": %d}".formatted(top, values[0].length)));
        worker.trainAll(id, member -> 0.5 + 0.05 * member.number());
        while (worker.confirms(id, each -> values[5 - each.trial()][each.repetition() - 1])) {
            // the next pack
        }
        return id;
    }

    private static String submission(String field) {
        return """
                {"name": "confirmed", "dataset": {"name": "mnist", "trainSize": 400, "validationSize": 100},
                 "model": {"hiddenLayers": 1, "epochs": 2}, %s,
                 "searchSpace": {"learningRate": {"type": "float", "low": 1e-6, "high": 1e-2, "scale": "log"}},
                 "budget": {"maxTrials": 6, "parallelTrials": 3}}""".formatted(field);
    }
}
