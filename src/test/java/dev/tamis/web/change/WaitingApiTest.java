package dev.tamis.web.change;

import static dev.tamis.people.Subject.LOCAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.asyncDispatch;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.request;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import dev.tamis.SteadyTime;
import dev.tamis.experiment.Experiments;
import dev.tamis.quota.Quotas;
import dev.tamis.space.Refusal;
import dev.tamis.web.Api;
import dev.tamis.web.ApiNodeTest;
import dev.tamis.web.DatabaseSwitch;
import dev.tamis.web.FakeWorker;
import dev.tamis.web.problem.ProblemCode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.WebAsyncUtils;

/** Answers that a client waits for. */
@ApiNodeTest
class WaitingApiTest {

    private static final String EXPERIMENT = "/api/v1/experiments/{id}";
    private static final String EVALUATION = EXPERIMENT + "/final-evaluation";

    @Autowired
    private Quotas quotas;

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Api api;

    @Autowired
    private FakeWorker worker;

    @Autowired
    private DatabaseSwitch database;

    @Autowired
    private Experiments experiments;

    @LocalServerPort
    private int port;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void theNextChangeIsAnswered() throws Exception {
        UUID id = api.anExperimentWithTrials(20);
        MvcResult waiting = waits(EXPERIMENT + "?wait=60", id);
        long before = changeNumber(api.reads(EXPERIMENT, id));

        worker.startOnePack(id);

        answer(waiting)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.state").value("RUNNING"))
                .andExpect(jsonPath("$.progress.trials.running").isNumber())
                .andExpect(result -> assertThat(changeNumber(result)).isGreaterThan(before));
    }

    @Test
    void whatChangedBetweenTwoRequestsIsNotMissed() throws Exception {
        UUID id = api.anExperimentWithTrials(20);
        long known = changeNumber(api.reads(EXPERIMENT, id));
        worker.startOnePack(id);

        long next = changeNumber(api.reads(EXPERIMENT + "?wait=60&after=" + known, id)
                .andExpect(request().asyncNotStarted()));

        assertThat(next).isGreaterThan(known);
        waits(EXPERIMENT + "?wait=60&after=" + next, id);
    }

    @Test
    void whoWaitsForTheStopIsNotToldOfProgress() throws Exception {
        UUID id = api.anExperimentWithTrials(20);
        MvcResult forTheStop = waits(EXPERIMENT + "?wait=60&until=STOPPED", id);
        MvcResult forAChange = waits(EXPERIMENT + "?wait=60", id);
        worker.startOnePack(id);
        answer(forAChange);
        assertThat(answered(forTheStop)).isFalse();

        worker.trainAll(id, member -> 0.5);

        answer(forTheStop).andExpect(jsonPath("$.state").value("COMPLETED"));
    }

    @ParameterizedTest
    @CsvSource({"pause, PAUSED", "cancel, CANCELLED"})
    void everyWayToStopIsOne(String verb, String state) throws Exception {
        UUID id = api.anExperimentWithTrials(2);
        MvcResult waiting = waits(EXPERIMENT + "?wait=60&until=STOPPED", id);
        MvcResult forAChange = waits(EXPERIMENT + "?wait=60", id);

        api.asksTo(verb, id);

        answer(waiting).andExpect(jsonPath("$.state").value(state));
        answer(forAChange).andExpect(jsonPath("$.state").value(state));
        api.reads(EXPERIMENT + "?wait=60&until=STOPPED", id)
                .andExpect(request().asyncNotStarted())
                .andExpect(jsonPath("$.state").value(state));
    }

    @Test
    void theWaitForTheNextRoundsApprovalIsAStop() throws Exception {
        UUID id = api.anExperimentThatAsksForApproval();
        MvcResult waiting = waits(EXPERIMENT + "?wait=60&until=STOPPED", id);

        worker.trainAll(id, member -> 0.5);

        answer(waiting).andExpect(jsonPath("$.awaitingApproval").value(true));
    }

    @Test
    void anEndedExperimentIsAnsweredAtOnce() throws Exception {
        UUID id = api.anExperimentWithTrials(2);
        worker.trainAll(id, member -> 0.5);
        long last = changeNumber(api.reads(EXPERIMENT, id));

        for (String query : List.of("?wait=60", "?wait=60&until=STOPPED", "?wait=60&after=" + last)) {
            api.reads(EXPERIMENT + query, id)
                    .andExpect(request().asyncNotStarted())
                    .andExpect(jsonPath("$.state").value("COMPLETED"));
        }
    }

    @Test
    void theAnswerComesWhenTheTimeIsUpThoughNothingHasChanged() throws Exception {
        UUID id = api.anExperimentWithTrials(2);
        long before = changeNumber(api.reads(EXPERIMENT, id));

        answer(waits(EXPERIMENT + "?wait=1", id))
                .andExpect(status().isOk())
                .andExpect(result -> assertThat(changeNumber(result)).isEqualTo(before));
        api.reads(EXPERIMENT + "?wait=0", id)
                .andExpect(request().asyncNotStarted())
                .andExpect(status().isOk());
    }

    @Test
    void whoWaitsForARemovedExperimentHearsThatItIsGone() throws Exception {
        UUID id = api.anExperimentWithTrials(2);
        MvcResult waiting = waits(EXPERIMENT + "?wait=60", id);

        mvc.perform(delete(EXPERIMENT, id));

        answer(waiting).andExpect(status().isNotFound());
        api.reads(EXPERIMENT + "?wait=60", id).andExpect(status().isNotFound());
    }

    @Test
    void whoWaitsWhileTheDatabaseGoesAwayIsToldToTryAgain() throws Exception {
        UUID id = api.anExperimentWithTrials(2);
        MvcResult waiting = waits(EXPERIMENT + "?wait=60", id);

        database.whileAway(() -> await().until(() -> answered(waiting)));

        answer(waiting).andExpect(status().isServiceUnavailable()).andExpect(header().string("Retry-After", "5"));
    }

    @Test
    void aFinalEvaluationCanBeWaitedFor() throws Exception {
        UUID id = api.anExperimentWithTrials(2);
        worker.trainAll(id, member -> 0.5);
        api.reads(EVALUATION + "?wait=60", id).andExpect(status().isNotFound());
        mvc.perform(post(EVALUATION, id));
        MvcResult waiting = waits(EVALUATION + "?wait=60", id);

        worker.evaluates(id);

        answer(waiting)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.state").value("COMPLETED"))
                .andExpect(jsonPath("$.testAccuracy").value(0.75));
        api.reads(EVALUATION + "?wait=60", id).andExpect(request().asyncNotStarted());
    }

    @ParameterizedTest
    @CsvSource({
        "wait=-1, wait",
        "wait=61, wait",
        "wait=soon, wait",
        "wait=5&wait=6, wait",
        "wait=5&until=LUNCH, until",
        "after=0, after",
        "wait=5&after=-1, after",
        "wait=5&after=1000000, after",
        "wait=5&after=0&until=STOPPED, after",
        "seconds=5, seconds"
    })
    void whatMakesNoSenseIsRefusedByName(String query, String field) throws Exception {
        UUID id = api.anExperimentWithTrials(1);

        api.reads(EXPERIMENT + "?" + query, id)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value(field));
    }

    @Test
    void aChangeNumberThatIsTooHighIsToldTheRightOne() throws Exception {
        api.reads(EXPERIMENT + "?wait=5&after=1000000", api.anExperimentWithTrials(1))
                .andExpect(jsonPath("$.errors[0].message")
                        .value("must be at most the experiment's changeNumber, 1, but got 1000000"));
    }

    /** The server has ten threads here. */
    @Test
    void aHundredWhoWaitHoldNoThreadOfTheServer() throws Exception {
        UUID id = api.anExperimentWithTrials(2);
        List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            waiting.add(client.sendAsync(
                    HttpRequest.newBuilder(address(id, "?wait=60&until=STOPPED"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString()));
        }

        HttpResponse<String> cancelled = client.send(
                HttpRequest.newBuilder(address(id, "/cancel"))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(cancelled.statusCode()).isEqualTo(202);
        for (var each : waiting) {
            HttpResponse<String> answer = each.get(20, TimeUnit.SECONDS);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(JsonPath.<String>read(answer.body(), "$.state")).isEqualTo("CANCELLED");
        }
    }

    @Test
    void nobodyWaitsLongerThanTheNodeRunsAndNoMoreThanItAllows() throws Exception {
        Snapshot now = new Snapshot(LOCAL, experiments.get(LOCAL, api.anExperimentWithTrials(2)), false);
        EventFeeds node = new EventFeeds(
                experiments,
                new SteadyTime(Clock.systemUTC(), System::nanoTime),
                new EventSettings(
                        new EventSettings.Events(Duration.ofHours(1), 1, 1, Duration.ofSeconds(20)),
                        new EventSettings.Wait(2, 1)),
                quotas);
        Awaited<Long> change = new Awaited<>(later -> false, Snapshot::changeNumber);
        Duration minute = Duration.ofMinutes(1);
        Object waiting = node.answer(now, change, minute, "one");
        assertThatThrownBy(() -> node.answer(now, change, minute, "one"))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(ProblemCode.TOO_MANY_OF_ONE));
        node.answer(now, change, minute, "another");
        assertThatThrownBy(() -> node.answer(now, change, minute, "a third"))
                .isInstanceOfSatisfying(
                        TooManyWaiters.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ProblemCode.TOO_MANY_WAITERS));

        node.close();

        assertThat(resultOf(waiting)).isEqualTo(1L);
        assertThat(node.answer(now, change, minute, "one")).isEqualTo(1L);
    }

    private URI address(UUID id, String rest) {
        return URI.create("http://localhost:" + port + "/api/v1/experiments/" + id + rest);
    }

    private static Object resultOf(Object answer) {
        return ((DeferredResult<?>) answer).getResult();
    }

    private MvcResult waits(String path, UUID id) throws Exception {
        return mvc.perform(get(path, id)).andExpect(request().asyncStarted()).andReturn();
    }

    private ResultActions answer(MvcResult waiting) throws Exception {
        await().until(() -> answered(waiting));
        return mvc.perform(asyncDispatch(waiting));
    }

    private static boolean answered(MvcResult waiting) {
        return WebAsyncUtils.getAsyncManager(waiting.getRequest()).hasConcurrentResult();
    }

    private static long changeNumber(ResultActions answer) throws Exception {
        return changeNumber(answer.andReturn());
    }

    private static long changeNumber(MvcResult answer) throws Exception {
        return JsonPath.<Number>read(answer.getResponse().getContentAsString(), "$.changeNumber")
                .longValue();
    }
}
