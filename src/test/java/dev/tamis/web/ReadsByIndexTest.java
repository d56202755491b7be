package dev.tamis.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
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
        Matcher read = READ.matcher(plan);
        assertThat(read.find()).as(plan).isTrue();
        return Integer.parseInt(read.group(1));
    }
}
