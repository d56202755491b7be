package dev.tamis.web.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.head;

import dev.tamis.web.Api;
import dev.tamis.web.ApiNodeTest;
import dev.tamis.web.FakeWorker;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.info.BuildProperties;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;

@ApiNodeTest
class UnchangedAnswersTest {

    private static final List<String> POLLED = List.of(
            "",
            "/trials?size=5",
            "/trials?after=0",
            "/trials/0",
            "/trials/0/curve",
            "/leaderboard",
            "/leaderboard?top=3",
            "/importance",
            "/range-suggestions",
            "/points?after=0",
            "/curves",
            "/rounds",
            "/rounds/1");

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Api api;

    @Autowired
    private FakeWorker worker;

    @Autowired
    private JdbcTemplate jdbc;

    @Test
    void whoHasTheAnswerIsToldSoUntilTheExperimentChanges() throws Exception {
        UUID id = api.anExperimentWithTrials(12);
        worker.startOnePack(id);
        api.asksTo("pause", id);
        List<String> before = POLLED.stream().map(path -> tag(of(id, path))).toList();
        assertThat(before)
                .doesNotContainNull()
                .doesNotHaveDuplicates()
                .allMatch(tag -> tag.matches("W/\"[\\w-]{20}\""));

        for (int each = 0; each < POLLED.size(); each++) {
            MockHttpServletResponse again = ask(of(id, POLLED.get(each)), before.get(each));
            assertThat(again.getStatus()).as(POLLED.get(each)).isEqualTo(304);
            assertThat(again.getContentAsByteArray()).isEmpty();
            assertThat(again.getContentType()).isNull();
            assertThat(again.getHeader("ETag")).isEqualTo(before.get(each));
            assertThat(again.getHeader("Cache-Control")).isEqualTo("no-cache");
        }
        assertThat(ask(of(id, POLLED.get(1)), before.get(0)).getStatus())
                .as("with another address's")
                .isEqualTo(200);

        api.asksTo("resume", id);

        for (int each = 0; each < POLLED.size(); each++) {
            MockHttpServletResponse changed = ask(of(id, POLLED.get(each)), before.get(each));
            assertThat(changed.getStatus()).as(POLLED.get(each)).isEqualTo(200);
            assertThat(changed.getHeader("ETag")).isNotEqualTo(before.get(each));
            assertThat(changed.getHeader("Cache-Control")).isEqualTo("no-cache");
        }
    }

    /** The trials are not there any more, so that whoever reads one answers with nothing, or with its own failure. */
    @Test
    void whatIsUnchangedIsNotRead() throws Exception {
        UUID id = api.anExperimentWithTrials(12);
        worker.trainAll(id);
        List<String> before = POLLED.stream().map(path -> tag(of(id, path))).toList();

        jdbc.update("delete from trial where experiment_id = ?", id);
        jdbc.update("delete from round where experiment_id = ?", id);

        assertThat(ask(of(id, "/trials/0"), null).getStatus()).isEqualTo(404);
        for (int each = 0; each < POLLED.size(); each++) {
            assertThat(ask(of(id, POLLED.get(each)), before.get(each)).getStatus())
                    .as(POLLED.get(each))
                    .isEqualTo(304);
        }
        jdbc.update("delete from experiment where id = ?", id);
    }

    /** RFC 9110, sections 8.8.3.2 and 13.1.2; {@code T} stands for the tag without {@code W/}, as a client may send it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "W/T | 304",
                "T | 304",
                "\"x\", W/T | 304",
                "\"x\",T,\"y\" | 304",
                "W/\"x\" ,  T | 304",
                "\"a,b\", W/T | 304",
                "* | 304",
                "W/\"x\" | 200",
                "\"x\", \"y\" | 200",
                "\"*\" | 200",
                "\"\" | 200",
                "x | 200",
                "\"x | 200"
            })
    void tagsAreComparedWeaklyAndMayBeSeveral(String sent, int status) throws Exception {
        UUID id = api.anExperimentWithTrials(2);
        api.asksTo("cancel", id);
        String bare = tag(of(id, "/leaderboard")).substring(2);

        MockHttpServletResponse answer = ask(of(id, "/leaderboard"), sent.replace("T", bare));

        assertThat(answer.getStatus()).isEqualTo(status);
        assertThat(answer.getHeader("ETag")).isEqualTo("W/" + bare);
        assertThat(answer.getContentAsString().isEmpty()).isEqualTo(status == 304);
    }

    @Test
    void tagsMayComeInSeveralLinesAndHeadIsAnsweredAlike() throws Exception {
        UUID id = api.anExperimentWithTrials(2);
        api.asksTo("cancel", id);
        String tag = tag(of(id, ""));

        assertThat(mvc.perform(get(of(id, "")).header("If-None-Match", "\"x\"", tag))
                        .andReturn()
                        .getResponse()
                        .getStatus())
                .isEqualTo(304);
        assertThat(mvc.perform(head(of(id, "")).header("If-None-Match", tag))
                        .andReturn()
                        .getResponse()
                        .getStatus())
                .isEqualTo(304);
        assertThat(mvc.perform(head(of(id, ""))).andReturn().getResponse().getHeader("ETag"))
                .isEqualTo(tag);
    }

    @Test
    void refusalsAndAnswersThatMayBeHeldBackHaveNoTag() throws Exception {
        UUID id = api.anExperimentWithTrials(1);

        for (Map.Entry<String, Integer> each : List.of(
                entry(of(id, "/leaderboard?round=9"), 404),
                entry(of(id, "/leaderboard?top=0"), 400),
                entry(of(id, "/trials/99"), 404),
                entry(of(id, "?stranger=1"), 400),
                entry(of(UUID.randomUUID(), ""), 404),
                entry("/api/v1/experiments/x", 400),
                entry("/api/v1/experiments?state=x", 400),
                entry("/api/v1/search-spaces?size=0", 400),
                entry("/api/v1/search-spaces/" + UUID.randomUUID(), 404),
                entry("/api/v1/datasets/nothing", 404),
                entry(of(id, "?wait=0"), 200))) {
            MockHttpServletResponse answer = ask(each.getKey(), "*");
            assertThat(answer.getStatus()).as(each.getKey()).isEqualTo(each.getValue());
            assertThat(answer.getHeader("ETag")).as(each.getKey()).isNull();
        }
        assertThat(mvc.perform(get(of(id, "")).header("Accept", "text/csv").header("If-None-Match", tag(of(id, ""))))
                        .andReturn()
                        .getResponse()
                        .getStatus())
                .as("in a format that there is not")
                .isEqualTo(406);
    }

    @Test
    void anotherBuildHasOtherTags() {
        assertThat(new EntityTags(Optional.empty()).of("/x", "1"))
                .isEqualTo(new EntityTags(Optional.empty()).of("/x", "1"))
                .isNotEqualTo(new EntityTags(Optional.of(build("2"))).of("/x", "1"))
                .isNotEqualTo(new EntityTags(Optional.empty()).of("/x", "2"))
                .isNotEqualTo(new EntityTags(Optional.empty()).of("/y", "1"));
        assertThat(new EntityTags(Optional.of(build("2"))).of("/x", "1"))
                .isNotEqualTo(new EntityTags(Optional.of(build("3"))).of("/x", "1"));
    }

    private static BuildProperties build(String version) {
        Properties properties = new Properties();
        properties.setProperty("version", version);
        return new BuildProperties(properties);
    }

    private static String of(UUID id, String path) {
        return "/api/v1/experiments/" + id + path;
    }

    private String tag(String address) {
        try {
            return ask(address, null).getHeader("ETag");
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private MockHttpServletResponse ask(String address, String known) throws Exception {
        var request = get(URI.create(address));
        if (known != null) {
            request.header("If-None-Match", known);
        }
        return mvc.perform(request).andReturn().getResponse();
    }
}
