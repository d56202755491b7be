package dev.tamis.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.tamis.people.Role;
import dev.tamis.people.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** What polls ask for costs the rows that it shows, whatever the size of the experiment: the statements as the database got them. */
@ApiNodeTest
class ReadsByIndexTest {

    private static final int TRIALS = 400;
    private static final int SHOWN = 20;

    private static final Pattern READ = Pattern.compile("scanCount: (\\d+)");

    @Autowired
    private Api api;

    @Autowired
    private FakeWorker worker;

    @Autowired
    private JdbcTemplate jdbc;

    private UUID id;

    @BeforeEach
    void aLargeExperiment() throws Exception {
        id = api.anExperimentWithTrials(TRIALS);
        worker.trainAll(id, member -> 0.001 * member.number());
    }

    @AfterEach
    void statisticsOff() {
        jdbc.execute("set query_statistics false");
    }

    @Test
    void theLeaderboardReadsItsEntries() throws Exception {
        assertThat(rowsRead("/leaderboard", "rank_value", id, SHOWN)).isBetween(SHOWN, SHOWN + 1);
    }

    @Test
    void ofARoundItPassesOverTheOthersInTheIndex() throws Exception {
        assertThat(rowsRead("/leaderboard?round=1", "rank_value", id, 0, TRIALS - 1, SHOWN))
                .isBetween(SHOWN, SHOWN + 1);
    }

    @Test
    void pagesReadUpToTheirEnd() throws Exception {
        assertThat(rowsRead("/trials?sort=objectiveValue,desc", "rank_value", id, 0, SHOWN))
                .isBetween(SHOWN, SHOWN + 1);
        assertThat(rowsRead("/trials?sort=state", "state", id, 0, SHOWN)).isBetween(SHOWN, SHOWN + 1);
        assertThat(rowsRead("/trials?state=COMPLETED", "state", id, "COMPLETED", 0, SHOWN))
                .isBetween(SHOWN, SHOWN + 1);
    }

    @Test
    void aPageOfARoundsTrialsReadsTheRoundsOnce() throws Exception {
        jdbc.execute("set query_statistics false");
        jdbc.execute("set query_statistics true");
        api.reads("/api/v1/experiments/" + id + "/trials?round=1").andExpect(status().isOk());

        assertThat(jdbc.queryForList(
                        "select execution_count from information_schema.query_statistics where sql_statement like ?",
                        Integer.class,
                        "%from round %"))
                .containsExactly(1);
    }

    @Test
    void changesAreReadUpToTheLimit() throws Exception {
        assertThat(rowsRead("/trials?after=0", "change_number", id, 0, SHOWN)).isBetween(SHOWN, SHOWN + 1);
    }

    @Test
    void aClaimReadsTheFirstThatWaits() throws Exception {
        UUID waiting = api.anExperimentWithTrials(TRIALS);

        assertThat(rowsRead(() -> worker.startOnePack(waiting), "pack", waiting))
                .isEqualTo(1);
    }

    /** What a removed experiment has left is cleared away by pieces: where one ends is found without looking beyond it. */
    @Test
    void aRemovalReadsThePieceThatItClears() throws Exception {
        UUID removed = api.anExperimentWithTrials(1);
        worker.trainAll(removed);
        int piece = 100;

        assertThat(rowsRead(
                        "measurement",
                        () -> {
                            api.removes(removed);
                            await().until(() ->
                                    jdbc.queryForObject("select count(*) from experiment_removal", Integer.class) == 0);
                        },
                        "epoch",
                        id,
                        piece - 1))
                .isEqualTo(piece);
    }

    /** What others have is not read on the way to one's own, however much it is. */
    @Test
    void listsReadWhatTheyShow() throws Exception {
        Subject anna = new Subject("anna", Role.SUBMITTER);
        String others = """
                insert into search_space (id, owner, visibility, name, space, created_at)
                select random_uuid(), 'bert', '%s', 'bulk', '{"learningRate":{"type":"float","low":0.1,"high":1.0}}',
                    dateadd(second, x, current_timestamp) from system_range(1, %d)""";
        jdbc.execute(others.formatted("PRIVATE", TRIALS));
        jdbc.execute(others.formatted("SHARED", TRIALS));
        jdbc.execute("analyze");
        try {
            assertThat(rowsRead(
                            "search_space",
                            () -> api.reads(anna, "/api/v1/search-spaces").andExpect(status().isOk()),
                            "visibility",
                            "anna",
                            SHOWN,
                            "anna",
                            SHOWN,
                            0,
                            SHOWN))
                    .isBetween(SHOWN, 3 * SHOWN); // as they are found, put together and handed out
        } finally {
            jdbc.update("delete from search_space where name = 'bulk'");
        }
    }

    private int rowsRead(String path, String column, Object... arguments) throws Exception {
        return rowsRead(
                () -> api.reads("/api/v1/experiments/" + id + path).andExpect(status().isOk()), column, arguments);
    }

    private interface Doing {
        void it() throws Exception;
    }

    private int rowsRead(Doing doing, String column, Object... arguments) throws Exception {
        return rowsRead("trial", doing, column, arguments);
    }

    /** Of the one statement on a table that something needed, and that is ordered by a column. */
    private int rowsRead(String table, Doing doing, String column, Object... arguments) throws Exception {
        jdbc.execute("set query_statistics false");
        jdbc.execute("set query_statistics true");
        doing.it();
        List<String> statements = new ArrayList<>();
        for (String each : jdbc.queryForList(
                "select sql_statement from information_schema.query_statistics where sql_statement like ?",
                String.class,
                "%from " + table + " %")) {
            if (each.matches("(?s).*order by.*" + column + ".*")) {
                statements.add(each);
            }
        }
        assertThat(statements).hasSize(1);
        String plan = jdbc.queryForObject("explain analyze " + statements.get(0), String.class, arguments);
        List<Integer> read = READ.matcher(plan)
                .results()
                .map(each -> Integer.parseInt(each.group(1)))
                .toList();
        assertThat(read).as(plan).isNotEmpty();
        return read.stream().mapToInt(each -> each).sum();
    }
}
