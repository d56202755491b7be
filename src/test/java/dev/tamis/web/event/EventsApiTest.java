package dev.tamis.web.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import dev.tamis.web.AnswersAreDocumented;
import dev.tamis.web.Api;
import dev.tamis.web.ApiNodeTest;
import dev.tamis.web.DatabaseSwitch;
import dev.tamis.web.FakeWorker;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;

@ApiNodeTest
class EventsApiTest {

    private static final String EVENTS = "/api/v1/experiments/{id}/events";

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Api api;

    @Autowired
    private FakeWorker worker;

    @Autowired
    private DatabaseSwitch database;

    @Autowired
    private AnswersAreDocumented documented;

    /** One event as it came over the wire. */
    private record Event(String name, String id, String data) {}

    @Test
    void aFollowerHearsOfEveryTrialAndThenThatItIsOver() throws Exception {
        UUID id = api.anExperimentWithTrials(5);
        MockHttpServletResponse stream = follows(id, null);
        awaitEvents(stream, "experiment");

        worker.trainAll(id, member -> 0.5);

        awaitEvents(stream, "end");
        List<Event> events = events(stream);
        assertThat(numbersOf(events)).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
        Event last = events.get(events.size() - 2);
        assertThat(last.name()).isEqualTo("experiment");
        assertThat(JsonPath.<String>read(last.data(), "$.state")).isEqualTo("COMPLETED");
        assertThat(last.id()).isEqualTo(String.valueOf(JsonPath.<Number>read(last.data(), "$.changeNumber")));
        assertThat(events).filteredOn(event -> event.name().equals("round")).isNotEmpty();
    }

    @Test
    void everyEventIsAsTheAnswerThatItStandsFor() throws Exception {
        UUID id = api.anExperimentWithTrials(5);
        MockHttpServletResponse stream = follows(id, null);
        awaitEvents(stream, "experiment");
        worker.trainAll(id, member -> member.number() == 2 ? Double.NaN : 0.5);
        awaitEvents(stream, "end");

        Map<String, String> schemas = Map.of("experiment", "Experiment", "round", "Round", "trials", "Points");
        List<Event> told = events(stream).stream()
                .filter(event -> schemas.containsKey(event.name()))
                .toList();
        assertThat(told).extracting(Event::name).contains("experiment", "round", "trials");
        for (Event event : told) {
            assertThat(documented.api().complaints(schemas.get(event.name()), event.data()))
                    .as("%s", event)
                    .isEmpty();
        }
    }

    @Test
    void whoComesBackWithTheLastIdHearsOnlyWhatCameAfterIt() throws Exception {
        UUID id = api.anExperimentWithTrials(20);
        worker.startOnePack(id);
        String atFirst = read(id, "$.changeNumber");
        List<Integer> untouched = JsonPath.read(
                api.reads("/api/v1/experiments/{id}/trials?state=WAITING&size=100", id)
                        .andReturn()
                        .getResponse()
                        .getContentAsString(),
                "$.content[*].number");
        assertThat(untouched).isNotEmpty().hasSizeLessThan(20);

        worker.trainAll(id, member -> 0.5);
        api.asksTo("cancel", id);

        MockHttpServletResponse stream = follows(id, atFirst);
        awaitEvents(stream, "end");
        assertThat(numbersOf(events(stream))).containsAll(untouched);
        String atLast = read(id, "$.changeNumber");
        MockHttpServletResponse again = follows(id, atLast);
        awaitEvents(again, "end");
        assertThat(numbersOf(events(again))).isEmpty();
    }

    @Test
    void whoIsAheadOfTheExperimentIsToldSoAndBeginsAgain() throws Exception {
        UUID id = api.anExperimentWithTrials(3);
        worker.trainAll(id, member -> 0.5);

        MockHttpServletResponse stream = follows(id, "999999");

        awaitEvents(stream, "end");
        assertThat(events(stream).get(0).name()).isEqualTo("reset");
        assertThat(numbersOf(events(stream))).containsExactlyInAnyOrder(0, 1, 2);
    }

    @Test
    void aFollowerSurvivesThatTheDatabaseIsAway() throws Exception {
        UUID id = api.anExperimentWithTrials(2);
        MockHttpServletResponse stream = follows(id, null);
        awaitEvents(stream, "experiment");

        int before = database.refusals();
        database.whileAway(() ->
                await().untilAsserted(() -> assertThat(database.refusals()).isGreaterThan(before + 1)));
        worker.trainAll(id, member -> 0.5);

        awaitEvents(stream, "end");
    }

    @Test
    void theStreamOfARemovedExperimentEnds() throws Exception {
        UUID id = api.anExperimentWithTrials(2);
        MockHttpServletResponse stream = follows(id, null);
        awaitEvents(stream, "experiment");

        mvc.perform(delete("/api/v1/experiments/{id}", id));

        await().untilAsserted(() -> assertThat(text(stream)).contains("\"reason\":\"deleted\""));
    }

    @Test
    void noProxyKeepsEventsBackOrStoresThem() throws Exception {
        MockHttpServletResponse stream = follows(api.anExperimentWithTrials(1), null);

        assertThat(stream.getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(stream.getHeader("X-Accel-Buffering")).isEqualTo("no");
    }

    @Test
    void aBadCursorIsRefused() throws Exception {
        UUID id = api.anExperimentWithTrials(1);
        mvc.perform(get(EVENTS, id).header("Last-Event-ID", "yesterday"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("Last-Event-ID"));
        mvc.perform(get(EVENTS + "?after=-1", id))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("after"));
        mvc.perform(get(EVENTS, UUID.randomUUID())).andExpect(status().isNotFound());
    }

    private MockHttpServletResponse follows(UUID id, String lastEventId) throws Exception {
        var question = get(EVENTS, id);
        if (lastEventId != null) {
            question.header("Last-Event-ID", lastEventId);
        }
        return mvc.perform(question)
                // not that it goes on: a stream of what has ended may be over by now
                .andExpect(status().isOk())
                .andExpect(content().contentType(MediaType.TEXT_EVENT_STREAM))
                .andReturn()
                .getResponse();
    }

    private static void awaitEvents(MockHttpServletResponse stream, String name) {
        await().untilAsserted(() -> assertThat(text(stream)).contains("event:" + name));
    }

    private static List<Event> events(MockHttpServletResponse stream) {
        return Stream.of(text(stream).split("\n\n"))
                .filter(block -> block.contains("event:"))
                .map(block -> new Event(line(block, "event:"), line(block, "id:"), line(block, "data:")))
                .toList();
    }

    private static List<Integer> numbersOf(List<Event> events) {
        return events.stream()
                .filter(event -> event.name().equals("trials"))
                .flatMap(event -> JsonPath.<List<Integer>>read(event.data(), "$.number").stream())
                .distinct()
                .toList();
    }

    private static String line(String block, String prefix) {
        return block.lines()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length()))
                .findFirst()
                .orElse("");
    }

    private static String text(MockHttpServletResponse stream) {
        try {
            return stream.getContentAsString();
        } catch (java.io.UnsupportedEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String read(UUID id, String path) throws Exception {
        return String.valueOf(JsonPath.<Object>read(
                api.reads("/api/v1/experiments/{id}", id)
                        .andReturn()
                        .getResponse()
                        .getContentAsString(),
                path));
    }
}
