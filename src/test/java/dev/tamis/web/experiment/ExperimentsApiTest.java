package dev.tamis.web.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import dev.tamis.web.Api;
import dev.tamis.web.ApiNodeTest;
import dev.tamis.web.FakeWorker;
import dev.tamis.web.openapi.Examples;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;

@ApiNodeTest
class ExperimentsApiTest {

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Api api;

    @Autowired
    private FakeWorker worker;

    @Test
    void aSubmissionIsAnsweredWithWhatItHasBecome() throws Exception {
        api.posts(Examples.REFERENCE_EXPERIMENT, "/api/v1/experiments")
                .andExpect(status().isCreated())
                .andExpect(header().string("Location", containsString("/api/v1/experiments/")))
                .andExpect(jsonPath("$.name").value("lecture-hpo"))
                .andExpect(jsonPath("$.state").value("RUNNING"))
                .andExpect(jsonPath("$.dataset.trainSize").value(400))
                .andExpect(jsonPath("$.dataset.stratified").value(false))
                .andExpect(jsonPath("$.model.hiddenLayers").value(6))
                .andExpect(jsonPath("$.searchSpace.learningRate.scale").value("log"))
                .andExpect(jsonPath("$.searchSpace.weightDecay.low").value(1e-8))
                .andExpect(jsonPath("$.sampler.type").value("RANDOM"))
                .andExpect(jsonPath("$.sampler.seed").value(42))
                .andExpect(jsonPath("$.objective.metric").value("validationAccuracy"))
                .andExpect(jsonPath("$.objective.direction").value("MAXIMIZE"))
                .andExpect(jsonPath("$.objective.at").value("LAST"))
                .andExpect(jsonPath("$.budget.maxFailedTrials").value(10))
                .andExpect(jsonPath("$.progress.trials.total").value(100))
                .andExpect(jsonPath("$.progress.trials.waiting").value(100))
                .andExpect(jsonPath("$.progress.bestTrial").value(nullValue()))
                .andExpect(jsonPath("$.progress.etaSeconds").value(nullValue()));
    }

    @Test
    void whatIsMissingGetsItsDefault() throws Exception {
        api.posts("""
                        {"name": "defaults", "dataset": {"name": "mnist", "trainSize": 40, "validationSize": 10},
                         "searchSpace": {"dropout": {"type": "float", "low": 0, "high": 0.5}}}""", "/api/v1/experiments")
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.sampler.type").value("RANDOM"))
                .andExpect(jsonPath("$.sampler.seed").isNumber())
                .andExpect(jsonPath("$.budget.maxTrials").value(100))
                .andExpect(jsonPath("$.budget.parallelTrials").value(16))
                .andExpect(jsonPath("$.budget.maxFailedTrials").value(100))
                .andExpect(jsonPath("$.searchSpace.dropout.scale").value("linear"));
    }

    @Test
    void aDryRunTellsSizeAndWarningsAndStoresNothing() throws Exception {
        String body = """
                {"name": "dry run only", "dataset": {"name": "mnist", "trainSize": 41, "validationSize": 10},
                 "model": {"epochs": 3, "batchSize": 20},
                 "searchSpace": {"momentum": {"type": "float", "low": 0.1, "high": 0.9}},
                 "budget": {"maxTrials": 9}, "rounds": {"count": 2}}""";
        api.posts(body, "/api/v1/experiments?dryRun=true")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.id").value("00000000-0000-0000-0000-000000000000"))
                .andExpect(jsonPath("$.size.trials").value(9))
                .andExpect(jsonPath("$.size.trialsOfFirstRound").value(5))
                .andExpect(jsonPath("$.size.stepsOfFirstRound").value(5 * 3 * 3))
                .andExpect(
                        jsonPath("$.warnings[?(@.code == 'NO_EFFECT')].field").value("searchSpace.momentum"))
                .andExpect(
                        jsonPath("$.warnings[?(@.code == 'SMALL_VALIDATION')]").isNotEmpty());
        api.reads("/api/v1/experiments?q={name}", "dry run only")
                .andExpect(jsonPath("$.page.totalElements").value(0));

        String id = JsonPath.read(
                api.posts(body, "/api/v1/experiments").andReturn().getResponse().getContentAsString(), "$.id");
        api.reads("/api/v1/experiments/{id}", id)
                .andExpect(jsonPath("$.size").value(nullValue()))
                .andExpect(
                        jsonPath("$.warnings[?(@.code == 'NO_EFFECT')].field").value("searchSpace.momentum"));
    }

    @Test
    void aDryRunRefusesWhatASubmissionRefuses() throws Exception {
        api.posts("{\"name\": \"x\"}", "/api/v1/experiments?dryRun=true").andExpect(status().isBadRequest());
        api.posts(Examples.QUICK_EXPERIMENT, "/api/v1/experiments?dryRun=perhaps")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("dryRun"));
    }

    @Test
    void aGridHasAsManyTrialsAsPoints() throws Exception {
        api.posts(Examples.GRID_EXPERIMENT, "/api/v1/experiments")
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.budget.maxTrials").value(12))
                .andExpect(jsonPath("$.progress.trials.waiting").value(12))
                .andExpect(jsonPath("$.sampler.points.learningRate").value(3))
                .andExpect(jsonPath("$.objective.direction").value("MINIMIZE"));
    }

    @Test
    void whatIsTriedWholeIsOneRoundOfAsManyTrials() throws Exception {
        api.posts(
                        Examples.GRID_EXPERIMENT.replaceFirst(
                                "\\{",
                                "{\"rounds\": {\"count\": 2}, \"budget\": {\"maxTrials\": 13, \"parallelTrials\": 0}, "),
                        "/api/v1/experiments")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[*].field")
                        .value(containsInAnyOrder("rounds.count", "budget.maxTrials", "budget.parallelTrials")))
                .andExpect(jsonPath("$.errors[?(@.field != 'budget.parallelTrials')].code")
                        .value(everyItem(is("CONFLICT"))))
                .andExpect(jsonPath("$.errors[?(@.field == 'budget.parallelTrials')].message")
                        .value("must be >= 1 and <= 10000, but got 0"));
        api.posts(
                        Examples.GRID_EXPERIMENT.replaceFirst(
                                "\\{", "{\"rounds\": {\"count\": 1}, \"budget\": {\"maxTrials\": 12}, "),
                        "/api/v1/experiments")
                .andExpect(status().isCreated());
    }

    @Test
    void aSettingOfAnotherSamplerIsToldApartFromOneOfNone() throws Exception {
        String sampler = "{\"points\": {\"learningRate\": 3}, \"sead\": 1, \"seed\": 2}";
        api.posts(Api.experimentWithTrials(1).replace("{\"seed\": 42}", sampler), "/api/v1/experiments")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[?(@.field == 'sampler.points')].message")
                        .value(contains("is for GRID only, but type is RANDOM")))
                .andExpect(jsonPath("$.errors[?(@.field == 'sampler.points')].code")
                        .value(contains("CONFLICT")))
                .andExpect(jsonPath("$.errors[?(@.field == 'sampler.sead')].message")
                        .value(contains(
                                matchesPattern("is not known here; there are type, seed, (\\w+, )*points(, \\w+)*"))))
                .andExpect(jsonPath("$.errors.length()").value(2));
    }

    /** A plan names what trains it and what stops its trials. */
    @Test
    void trainerAndPrunerAreShownAndOthersRefused() throws Exception {
        String plain = Api.experimentWithTrials(1);
        api.posts(plain, "/api/v1/experiments")
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.trainer").value("MLP"))
                .andExpect(jsonPath("$.pruner.type").value("NONE"))
                .andExpect(jsonPath("$.sampler.points").doesNotExist());
        api.posts(
                        plain.replaceFirst("\\{", "{\"trainer\": \"MLP\", \"pruner\": {\"type\": \"NONE\"}, "),
                        "/api/v1/experiments")
                .andExpect(status().isCreated());
        api.posts(
                        plain.replaceFirst(
                                "\\{",
                                "{\"trainer\": \"EXTERNAL\", \"pruner\": {\"type\": \"LIKE\", \"percentile\": 5}, "),
                        "/api/v1/experiments")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[*].field")
                        .value(containsInAnyOrder("trainer", "pruner.type", "pruner.percentile")))
                .andExpect(jsonPath("$.errors[?(@.field == 'trainer')].code").value("NOT_ONE_OF"))
                .andExpect(jsonPath("$.errors[?(@.field == 'pruner.type')].message")
                        .value(
                                "must be one of [NONE, MEDIAN, SUCCESSIVE_HALVING, HYPERBAND, FIRST_EPOCHS, PATIENCE, THRESHOLD],"
                                        + " but got \"LIKE\""));
        api.posts(
                        plain.replaceFirst(
                                "\\{",
                                "{\"pruner\": {\"type\": \"SUCCESSIVE_HALVING\", \"min\": 9, \"max\": 3, \"value\": 1}, "),
                        "/api/v1/experiments")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[*].field").value(containsInAnyOrder("pruner.max", "pruner.value")));
        api.posts(plain.replaceFirst("\\{", "{\"pruner\": {\"type\": \"THRESHOLD\"}, "), "/api/v1/experiments")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[*].field").value("pruner.value"));
        api.posts(
                        plain.replaceFirst(
                                "\\{", "{\"pruner\": {\"type\": \"SUCCESSIVE_HALVING\", \"min\": 3, \"factor\": 4}, "),
                        "/api/v1/experiments")
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.pruner.min").value(3))
                .andExpect(jsonPath("$.pruner.factor").value(4));
    }

    @Test
    void aKeptSearchSpaceStandsInPlaceOfOne() throws Exception {
        String kept = api.posts(Examples.SEARCH_SPACE_OF_ALL_KINDS, "/api/v1/search-spaces")
                .andReturn()
                .getResponse()
                .getContentAsString();
        api.posts("""
                        {"name": "by id", "dataset": {"name": "mnist", "trainSize": 40, "validationSize": 10},
                         "searchSpaceId": "%s"}""".formatted(JsonPath.<String>read(kept, "$.id")), "/api/v1/experiments")
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.searchSpace").value(JsonPath.<Object>read(kept, "$.searchSpace")));
    }

    @Test
    void aRetryWithItsKeyMeetsTheFirstSubmissionEvenWithoutASeed() throws Exception {
        String key = UUID.randomUUID().toString();
        String body = Examples.QUICK_EXPERIMENT;
        String first = submitWith(key, body)
                .andExpect(status().isCreated())
                .andReturn()
                .getResponse()
                .getContentAsString();
        String id = JsonPath.read(first, "$.id");
        submitWith(key, body)
                .andExpect(status().isOk())
                .andExpect(header().string("Location", endsWith(id)))
                .andExpect(jsonPath("$.id").value(id));
        submitWith(key, body.replace("quick look", "another"))
                .andExpect(status().isConflict())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.errors[*].field").value(contains("Idempotency-Key")));
    }

    @Test
    void progressTellsTheBestTrialAndItsAccuracy() throws Exception {
        UUID id = api.anExperimentWithTrials(4);
        worker.trainAll(id, member -> 0.25 + 0.125 * member.number());

        api.reads("/api/v1/experiments/{id}", id)
                .andExpect(jsonPath("$.state").value("COMPLETED"))
                .andExpect(jsonPath("$.finishedAt").isString())
                .andExpect(jsonPath("$.progress.trials.completed").value(4))
                .andExpect(jsonPath("$.progress.trials.waiting").value(0))
                .andExpect(jsonPath("$.progress.bestTrial").value(3))
                .andExpect(jsonPath("$.progress.bestValue").value(0.625))
                .andExpect(jsonPath("$.progress.bestValidationAccuracy").value(0.625))
                .andExpect(jsonPath("$.progress.elapsedSeconds").isNumber())
                .andExpect(jsonPath("$.progress.etaSeconds").value(nullValue()));
    }

    @Test
    void whereAllTrialsFailTheExperimentHasFailedAndSaysHowManyAndWhy() throws Exception {
        UUID id = api.anExperimentWithTrials(3);
        worker.trainAll(id, member -> Double.NaN);

        api.reads("/api/v1/experiments/{id}", id)
                .andExpect(jsonPath("$.state").value("FAILED"))
                .andExpect(jsonPath("$.reason")
                        .value("none of the 3 trials completed: 3 failed; the commonest reason, of 3 of them: training"
                                + " loss became NaN in epoch 1"))
                .andExpect(jsonPath("$.finishedAt").isString())
                .andExpect(jsonPath("$.progress.bestTrial").value(nullValue()))
                .andExpect(jsonPath("$.progress.etaSeconds").value(nullValue()));
        api.reads("/api/v1/experiments?state=FAILED&size=1000", id)
                .andExpect(jsonPath("$.content[*].id").value(hasItem(id.toString())));
    }

    @Test
    void theAccuracyIsToldEvenWhereTheLossRanks() throws Exception {
        UUID id = api.submits(Examples.GRID_EXPERIMENT);
        worker.trainAll(id, member -> member.number() == 7 ? 0.75 : 0.5);

        api.reads("/api/v1/experiments/{id}", id)
                .andExpect(jsonPath("$.progress.bestTrial").value(7))
                .andExpect(jsonPath("$.progress.bestValue").value(1.75))
                .andExpect(jsonPath("$.progress.bestValidationAccuracy").value(0.75));
    }

    @Test
    void pauseResumeAndCancelGoWhereTheyMayAndSayWhereTheyMayNot() throws Exception {
        UUID id = api.anExperimentWithTrials(3);
        api.asksTo("resume", id)
                .andExpect(status().isConflict())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.state").value("RUNNING"));
        api.asksTo("pause", id)
                .andExpect(status().isAccepted())
                .andExpect(jsonPath("$.state").value("PAUSED"));
        api.asksTo("pause", id)
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.state").value("PAUSED"));
        api.asksTo("resume", id)
                .andExpect(status().isAccepted())
                .andExpect(jsonPath("$.state").value("RUNNING"));
        api.asksTo("cancel", id)
                .andExpect(status().isAccepted())
                .andExpect(jsonPath("$.state").value("CANCELLED"))
                .andExpect(jsonPath("$.reason").isString())
                .andExpect(jsonPath("$.progress.trials.cancelled").value(3));
        api.asksTo("cancel", id)
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.state").value("CANCELLED"));
    }

    @Test
    void aDeletedExperimentIsGone() throws Exception {
        UUID id = api.anExperimentWithTrials(2);
        mvc.perform(delete("/api/v1/experiments/{id}", id)).andExpect(status().isNoContent());
        api.reads("/api/v1/experiments/{id}", id).andExpect(status().isNotFound());
        api.reads("/api/v1/experiments/{id}/trials", id).andExpect(status().isNotFound());
        mvc.perform(delete("/api/v1/experiments/{id}", id)).andExpect(status().isNotFound());
    }

    @Test
    void theListIsFilteredSortedAndPaged() throws Exception {
        String mark = "list " + UUID.randomUUID();
        for (String name : new String[] {"b", "a", "c"}) {
            api.submits(Examples.QUICK_EXPERIMENT.replace("quick look", mark + " 100%_" + name));
        }
        api.reads("/api/v1/experiments?q={q}&sort=name,asc&size=2", mark.toUpperCase())
                .andExpect(jsonPath("$.content[*].name").value(contains(mark + " 100%_a", mark + " 100%_b")))
                .andExpect(jsonPath("$.page.number").value(0))
                .andExpect(jsonPath("$.page.size").value(2))
                .andExpect(jsonPath("$.page.totalElements").value(3))
                .andExpect(jsonPath("$.page.totalPages").value(2));
        api.reads("/api/v1/experiments?q={q}&sort=name,asc&size=2&page=1", mark)
                .andExpect(jsonPath("$.content[*].name").value(contains(mark + " 100%_c")));
        api.reads("/api/v1/experiments?q={q}&sort=finishedAt&sort=name,desc", mark)
                .andExpect(jsonPath("$.content[0].name").value(mark + " 100%_c"));
        api.reads("/api/v1/experiments?q={q}&state=PAUSED", mark)
                .andExpect(jsonPath("$.content").isEmpty());
        api.reads("/api/v1/experiments?q={q}&state=RUNNING", mark).andExpect(jsonPath("$.content", hasSize(3)));
        api.reads("/api/v1/experiments?q={q}", "100%_a").andExpect(jsonPath("$.content", hasSize(1)));
        api.reads("/api/v1/experiments?q={q}", mark + "%a")
                .andExpect(jsonPath("$.content").isEmpty());
    }

    @Test
    void theNewestExperimentIsFirst() throws Exception {
        UUID older = api.anExperimentWithTrials(1);
        UUID newer = api.anExperimentWithTrials(1);
        String page = api.reads("/api/v1/experiments?size=2")
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(JsonPath.<java.util.List<String>>read(page, "$.content[*].id"))
                .containsExactly(newer.toString(), older.toString());
    }

    @Test
    void roundsSayWhatTheySearched() throws Exception {
        UUID id = api.anExperimentWithTrials(5);
        api.reads("/api/v1/experiments/{id}/rounds", id)
                .andExpect(jsonPath("$.content", hasSize(1)))
                .andExpect(jsonPath("$.content[0].number").value(1))
                .andExpect(jsonPath("$.content[0].firstTrial").value(0))
                .andExpect(jsonPath("$.content[0].trials").value(5))
                .andExpect(
                        jsonPath("$.content[0].searchSpace.learningRate.high").value(1e-2))
                .andExpect(jsonPath("$.content[0].finishedAt").value(nullValue()));
        worker.trainAll(id);
        api.reads("/api/v1/experiments/{id}/rounds", id)
                .andExpect(jsonPath("$.content[0].finishedAt").isString());
    }

    @Test
    void theLeaderboardRanksCompletedTrialsAndBreaksTiesByLossAndNumber() throws Exception {
        UUID id = api.anExperimentWithTrials(5);
        double[] accuracies = {0.5, 0.75, Double.NaN, 0.75, 0.25};
        worker.trainAll(id, member -> accuracies[member.number()]);

        api.reads("/api/v1/experiments/{id}/leaderboard", id)
                .andExpect(jsonPath("$.experimentId").value(id.toString()))
                .andExpect(jsonPath("$.entries[*].rank").value(contains(1, 2, 3, 4)))
                .andExpect(jsonPath("$.entries[*].trialNumber").value(contains(1, 3, 0, 4)))
                .andExpect(jsonPath("$.entries[0].validationAccuracy").value(0.75))
                .andExpect(jsonPath("$.entries[0].validationLoss").value(1.75))
                .andExpect(jsonPath("$.entries[0].trainAccuracy").value(0.8125))
                .andExpect(jsonPath("$.entries[0].bestEpoch").value(4))
                .andExpect(jsonPath("$.entries[0].parameters.learningRate").isNumber());
        api.reads("/api/v1/experiments/{id}/leaderboard?top=2", id)
                .andExpect(jsonPath("$.entries[*].trialNumber").value(contains(1, 3)));
        api.reads("/api/v1/experiments/{id}/leaderboard?round=1", id).andExpect(jsonPath("$.entries", hasSize(4)));
        api.reads("/api/v1/experiments/{id}/leaderboard?round=2", id).andExpect(status().isNotFound());
    }

    @ParameterizedTest
    @CsvSource({
        "validationAccuracy, BEST, 0.75, 2",
        "validationAccuracy, LAST, 0.5, 4",
        "validationLoss, BEST, 0.5, 2",
        "validationLoss, LAST, 0.75, 4"
    })
    void theEpochThatCountedIsNamedWhereverATrialIs(String metric, String at, double value, int epoch)
            throws Exception {
        UUID id = api.submits(Api.experimentWithTrials(2)
                .replaceFirst(
                        "\\{",
                        "{\"objective\": {\"metric\": \"" + metric + "\", \"at\": \"" + at
                                + "\"}, \"curve\": \"EPOCH\","));
        worker.trainAllWithTheirBestIn(id, 2);

        api.reads("/api/v1/experiments/{id}/leaderboard", id)
                .andExpect(jsonPath("$.entries[0].bestEpoch").value(2))
                .andExpect(jsonPath("$.entries[0].objectiveEpoch").value(epoch))
                .andExpect(jsonPath("$.entries[0].objectiveValue").value(value));
        api.reads("/api/v1/experiments/{id}/trials/0", id)
                .andExpect(jsonPath("$.bestEpoch").value(2))
                .andExpect(jsonPath("$.objectiveEpoch").value(epoch));
        api.reads("/api/v1/experiments/{id}/trials/0/curve", id)
                .andExpect(jsonPath("$.objectiveEpoch").value(epoch));
        api.reads("/api/v1/experiments/{id}/curves?trial=1", id)
                .andExpect(jsonPath("$.curves[0].trialNumber").value(1))
                .andExpect(jsonPath("$.curves[0].objectiveEpoch").value(epoch));
        String csv = api.reads("/api/v1/experiments/{id}/export?format=csv", id)
                .andReturn()
                .getResponse()
                .getContentAsString();
        List<String> header = List.of(csv.lines().findFirst().orElseThrow().split(","));
        assertThat(csv.lines().skip(1))
                .allSatisfy(line -> assertThat(line.split(",")[header.indexOf("objectiveEpoch")])
                        .isEqualTo(String.valueOf(epoch)));
        api.posts("{}", "/api/v1/experiments/" + id + "/final-evaluation")
                .andExpect(status().isAccepted())
                .andExpect(jsonPath("$.epochs").value(epoch));
    }

    @Test
    void rangeSuggestionsFollowTheTrialsAndCanBePostedBack() throws Exception {
        UUID id = api.anExperimentWithTrials(100);
        worker.trainAll(id);

        String answer = api.reads("/api/v1/experiments/{id}/range-suggestions", id)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.basedOnTrials").value(100))
                .andExpect(jsonPath("$.suggestions[*].parameter").value(contains("learningRate", "weightDecay")))
                .andExpect(jsonPath("$.suggestions[0].verdict").value("SHIFT"))
                .andExpect(jsonPath("$.suggestions[0].current.high").value(1e-2))
                .andExpect(jsonPath("$.suggestions[0].bestAt").value(closeTo(1, 0.1)))
                .andExpect(jsonPath("$.suggestions[0].reason").isString())
                .andExpect(jsonPath("$.suggestions[1].verdict").value("KEEP"))
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(JsonPath.<Number>read(answer, "$.suggestions[0].pValue").doubleValue())
                .isBetween(0.0, 1e-3);
        double high = JsonPath.<Number>read(answer, "$.suggestedSpace.learningRate.high")
                .doubleValue();
        double low = JsonPath.<Number>read(answer, "$.suggestedSpace.learningRate.low")
                .doubleValue();
        assertThat(low).isGreaterThan(1e-4);
        assertThat(high).isGreaterThan(low).isGreaterThanOrEqualTo(1e-2);

        String again = Api.experimentWithTrials(3)
                .replaceAll(
                        "(?s)\"searchSpace\": .*?}},",
                        "\"searchSpace\": "
                                + new tools.jackson.databind.json.JsonMapper()
                                        .writeValueAsString(JsonPath.<Object>read(answer, "$.suggestedSpace"))
                                + ",");
        api.posts(again, "/api/v1/experiments")
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.searchSpace.learningRate.high").value(high));
    }

    @Test
    void withoutEvidenceEveryRangeStays() throws Exception {
        UUID id = api.anExperimentWithTrials(3);
        api.reads("/api/v1/experiments/{id}/range-suggestions", id)
                .andExpect(jsonPath("$.basedOnTrials").value(0))
                .andExpect(jsonPath("$.suggestions[*].verdict").value(everyItem(is("KEEP"))))
                .andExpect(jsonPath("$.suggestions[0].bestAt").value(nullValue()));
    }

    @Test
    void searchSpacesAreKeptListedAndRead() throws Exception {
        String answer = api.posts(Examples.SEARCH_SPACE, "/api/v1/search-spaces")
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.name").value("lecture ranges"))
                .andReturn()
                .getResponse()
                .getContentAsString();
        String id = JsonPath.read(answer, "$.id");
        String again = api.reads("/api/v1/search-spaces/{id}", id)
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(again).isEqualTo(answer);
        api.reads("/api/v1/search-spaces?sort=createdAt,desc")
                .andExpect(jsonPath("$.content[*].id").value(hasItem(id)));
    }

    @Test
    void theBuiltInDatasetIsDescribed() throws Exception {
        api.reads("/api/v1/datasets")
                .andExpect(jsonPath("$.content[0].name").value("mnist"))
                .andExpect(jsonPath("$.page.totalElements").value(1));
        api.reads("/api/v1/datasets/mnist")
                .andExpect(jsonPath("$.features").value(784))
                .andExpect(jsonPath("$.trainingRows").value(60000))
                .andExpect(jsonPath("$.testRows").value(10000));
        api.reads("/api/v1/datasets/cifar").andExpect(status().isNotFound());
    }

    private org.springframework.test.web.servlet.ResultActions submitWith(String key, String body) throws Exception {
        return mvc.perform(post("/api/v1/experiments")
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body));
    }
}
