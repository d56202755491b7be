package dev.tamis.web.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.tamis.space.InvalidField;
import dev.tamis.space.Violations;
import dev.tamis.web.Api;
import dev.tamis.web.ApiNodeTest;
import dev.tamis.web.http.WorkingMemory;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.web.MockHttpServletRequest;

/** How much a request orders is counted before it is done; what is too much is refused with the limit, and leaves no trace. */
@ApiNodeTest
class BoundedWorkTest {

    private static final String EXPERIMENTS = "/api/v1/experiments";
    private static final String SPACES = "/api/v1/search-spaces";
    private static final String SUGGESTIONS = "/api/v1/range-suggestions";
    private static final String RATE = "{\"type\": \"float\", \"low\": 1e-6, \"high\": 1e-2, \"scale\": \"log\"}";

    @Autowired
    private Api api;

    @Autowired
    private WorkingMemory memory;

    @Autowired
    private JdbcTemplate jdbc;

    @ParameterizedTest
    @CsvSource({
        "1, 2147483647, points.learningRate, at most 100000",
        "1, 100001, points.learningRate, at most 100000",
        "8, 100000, points, at most 100000",
    })
    void aGridIsMeasuredBeforeItIsMade(int axes, int points, String field, String limit) throws Exception {
        List<String> names = List.of(
                        "learningRate",
                        "weightDecay",
                        "epsilon",
                        "momentum",
                        "beta1",
                        "beta2",
                        "dropout",
                        "initializerStd")
                .subList(0, axes);
        String space = names.stream().map(name -> "\"" + name + "\": " + RATE).collect(Collectors.joining(","));
        String sizes = names.stream().map(name -> "\"" + name + "\": " + points).collect(Collectors.joining(","));
        refused("""
                {"name": "g", "dataset": {"name": "mnist", "trainSize": 400, "validationSize": 100},
                 "searchSpace": {%s}, "sampler": {"type": "GRID", "points": {%s}}}""".formatted(space, sizes), EXPERIMENTS, "sampler." + field, limit);
    }

    @ParameterizedTest
    @CsvSource({
        "100000, 100000, EPOCH, budget.maxTrials, at most 10000000",
        "1001, 10000, EPOCH, budget.maxTrials, 10010000",
        "1, 100000, ITERATION, curve, more than 1000000 iterations",
        "1000, 20000, ITERATION, budget.maxTrials, at most"
    })
    void whatAnExperimentMayStoreIsCountedBeforeATrialIsDrawn(
            int trials, int epochs, String curve, String field, String limit) throws Exception {
        String body = Api.experimentWithTrials(trials)
                .replace("\"epochs\": 4", "\"batchSize\": 16, \"epochs\": " + epochs)
                .replaceFirst("\\{", "{\"curve\": \"" + curve + "\", ");
        refused(body, EXPERIMENTS, field, limit);
        api.posts(body, EXPERIMENTS + "?dryRun=true").andExpect(status().isBadRequest());
        // searched epochs count at their most
        refused(
                body.replace(", \"epochs\": " + epochs, "")
                        .replace(
                                "\"weightDecay\": {\"type\": \"float\", \"low\": 1e-8, \"high\": 1e-4, \"scale\": \"log\"}",
                                "\"epochs\": {\"type\": \"int\", \"low\": 1, \"high\": " + epochs + "}"),
                EXPERIMENTS,
                field,
                limit);
    }

    @Test
    void aLargeExperimentThatIsStillTakenIsNotRefused() throws Exception {
        api.posts(
                        Api.experimentWithTrials(1000).replace("\"epochs\": 4", "\"epochs\": 10000"),
                        EXPERIMENTS + "?dryRun=true")
                .andExpect(status().isOk());
    }

    @Test
    void aSpaceHasAtMostFiveThousandChoicesOfTwoHundredCharacters() throws Exception {
        String choices = IntStream.range(1, 5002).mapToObj(String::valueOf).collect(Collectors.joining(","));
        String space =
                "{\"name\": \"s\", \"searchSpace\": {\"hiddenUnits\": {\"type\": \"categorical\", \"choices\": [%s]}}}";
        refused(
                space.formatted(choices),
                SPACES,
                "searchSpace",
                "at most 5000 choices in all, with those that conditions list, but has 5001");
        api.posts(space.formatted(choices.substring(0, choices.lastIndexOf(','))), SPACES)
                .andExpect(status().isCreated());
        refused(
                space.formatted("\"" + "x".repeat(201) + "\""),
                SPACES,
                "searchSpace.hiddenUnits.choices",
                "at most 200 characters, but one has 201");
        refused(
                "{\"trials\": [], \"searchSpace\": {%s}}"
                        .formatted(IntStream.range(0, 101)
                                .mapToObj(i -> "\"p" + i + "\": " + RATE)
                                .collect(Collectors.joining(","))),
                SUGGESTIONS,
                "searchSpace",
                "at most 100 hyperparameters, but has 101");
    }

    @Test
    void broughtTrialsAreCountedWithTheirHyperparameters() throws Exception {
        String space =
                IntStream.range(0, 100).mapToObj(i -> "\"p" + i + "\": " + RATE).collect(Collectors.joining(","));
        String trials = "{\"parameters\": {\"p0\": 1}, \"value\": 1},".repeat(2000)
                + "{\"parameters\": {\"p0\": 1}, \"value\": 1}";
        refused(
                "{\"searchSpace\": {%s}, \"trials\": [%s]}".formatted(space, trials),
                SUGGESTIONS,
                "trials",
                "at most 200000 values, but 2001 trials of 100 hyperparameters have 200100");
    }

    @Test
    void aPageIsMeasuredBeforeItIsRead() throws Exception {
        // Stored before there was a limit for spaces: twelve of 700,000 characters.
        String choices = IntStream.range(0, 100_000).mapToObj(i -> 100_000 + "").collect(Collectors.joining(","));
        String plain = "{\"hiddenUnits\":{\"type\":\"categorical\",\"choices\":[" + choices + "]}}";
        List<UUID> old = IntStream.range(0, 12).mapToObj(i -> UUID.randomUUID()).toList();
        try {
            old.forEach(id -> jdbc.update(
                    "insert into search_space (id, owner, name, space, created_at) values (?, 'admin', 'old', ?, timestamp with time zone '2100-01-01 00:00:00+00')",
                    id,
                    plain));
            api.reads(SPACES + "?size=12")
                    .andExpect(status().isBadRequest())
                    .andExpect(jsonPath("$.errors[0].field").value("size"))
                    .andExpect(jsonPath("$.errors[0].message").value(containsString("at most 8000000 characters")));
            api.reads(SPACES + "?size=2")
                    .andExpect(status().isOk())
                    .andExpect(jsonPath("$.content.length()").value(2));
        } finally {
            jdbc.update("delete from search_space where name = 'old'");
        }
    }

    @Test
    void whatDoesNotFitBesideOthersIsRefusedForAMoment() throws Exception {
        long before = memory.taken();
        try (WorkingMemory.Share others = memory.shareOf(new MockHttpServletRequest())) {
            others.take(Runtime.getRuntime().maxMemory());
            api.posts("{\"a\": \"" + "x".repeat(50_000) + "\"}", EXPERIMENTS)
                    .andExpect(status().isServiceUnavailable())
                    .andExpect(jsonPath("$.code").value("TOO_BUSY"));
            api.posts(Api.experimentWithTrials(1), EXPERIMENTS).andExpect(status().isCreated());
            UUID large = api.anExperimentWithTrials(600);
            jdbc.update("update trial set epochs_done = 100000 where experiment_id = ? and number = 0", large);
            for (String answer : List.of("/points", "/importance", "/range-suggestions", "/trials/0/curve")) {
                api.reads(EXPERIMENTS + "/" + large + answer).andExpect(status().isServiceUnavailable());
                api.reads(EXPERIMENTS + "/" + UUID.randomUUID() + answer).andExpect(status().isNotFound());
            }
            api.reads(EXPERIMENTS + "/" + large + "/points?after=1").andExpect(status().isOk());
        }
        api.posts(Api.experimentWithTrials(1), EXPERIMENTS).andExpect(status().isCreated());
        assertThat(memory.taken()).isEqualTo(before);
    }

    @Test
    void whoIsAloneGetsMemoryAndOthersWhatIsLeft() {
        int mega = 1 << 20;
        WorkingMemory small = new WorkingMemory(10 * mega);
        try (WorkingMemory.Share one = small.shareOf(new MockHttpServletRequest())) {
            try (WorkingMemory.Share other = small.shareOf(new MockHttpServletRequest())) {
                one.take(9 * mega);
                other.take(mega);
                assertThatThrownBy(() -> other.take(1)).isInstanceOf(WorkingMemory.Busy.class);
                assertThatThrownBy(() -> one.take(1)).isInstanceOf(WorkingMemory.Busy.class);
                assertThat(small.taken()).isEqualTo(10 * mega);
            }
            one.take(50 * mega);
            assertThat(small.taken()).isEqualTo(59 * mega);
        }
        assertThat(small.taken()).isZero();
    }

    /** Its body, its work and its answer: a request that is alone is not refused for the sum of them. */
    @Test
    void whatARequestDoesOneAfterTheOtherIsOneRequest() {
        int mega = 1 << 20;
        WorkingMemory small = new WorkingMemory(10 * mega);
        MockHttpServletRequest request = new MockHttpServletRequest();
        try (WorkingMemory.Share work = small.shareOf(request);
                WorkingMemory.Share answer = small.shareOf(request)) {
            work.take(8 * mega);
            answer.take(8 * mega);
            assertThat(small.taken()).isEqualTo(16 * mega);
            try (WorkingMemory.Share other = small.shareOf(new MockHttpServletRequest())) {
                assertThatThrownBy(() -> other.take(mega)).isInstanceOf(WorkingMemory.Busy.class);
            }
        }
        assertThat(small.taken()).isZero();
    }

    /** Who is answered slowly takes nothing from who has begun before him, and hears at once that there is nothing. */
    @Test
    void whatIsReservedForAnAnswerIsThere() {
        int mega = 1 << 20;
        WorkingMemory small = new WorkingMemory(10 * mega);
        try (WorkingMemory.Share first = small.shareOf(new MockHttpServletRequest());
                WorkingMemory.Share second = small.shareOf(new MockHttpServletRequest())) {
            first.reserve(6 * mega);
            assertThatThrownBy(() -> second.reserve(6 * mega)).isInstanceOf(WorkingMemory.Busy.class);
            second.reserve(4 * mega);
            for (int i = 0; i < 6; i++) {
                first.take(mega);
            }
            assertThat(small.taken()).isEqualTo(10 * mega);
            assertThatThrownBy(() -> first.take(mega)).isInstanceOf(WorkingMemory.Busy.class);
        }
        assertThat(small.taken()).isZero();
    }

    @Test
    void aBodyHasAtMostAMillionValues() {
        String values = "[],".repeat(1_000_000) + "[]";
        assertThatThrownBy(() -> PlainJson.read("[" + values + "]", new Violations()))
                .isInstanceOf(InvalidField.class)
                .hasMessageContaining("must have at most 1000000 values");
    }

    private void refused(String body, String path, String field, String limit) throws Exception {
        List<Integer> before = api.stored();
        api.posts(body, path)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value(field))
                .andExpect(jsonPath("$.errors[0].message").value(containsString(limit)));
        assertThat(api.stored()).isEqualTo(before);
    }
}
