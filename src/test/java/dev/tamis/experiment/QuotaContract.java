package dev.tamis.experiment;

import static dev.tamis.experiment.Plans.aPlan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tamis.people.Role;
import dev.tamis.people.Subject;
import dev.tamis.people.Visibility;
import dev.tamis.quota.QuotaExceeded;
import dev.tamis.quota.Turnstile;
import dev.tamis.space.Parameters;
import dev.tamis.space.SearchSpace;
import java.sql.Connection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;

/** How much there may be of experiments. One subclass for each database. */
@SpringBootTest(
        classes = PersistenceTestApplication.class,
        properties = {
            "spring.main.web-application-type=none",
            "tamis.quota.storage=1000KB",
            "tamis.quota.owner.experiments=2",
            "tamis.quota.owner.running-trials=4",
            "tamis.quota.owner.storage=300KB",
            "tamis.quota.owner.search-spaces=2",
            "tamis.quota.owners.bea.storage=900KB"
        })
abstract class QuotaContract {

    private static final Subject ANN = new Subject("ann", Role.SUBMITTER);
    private static final Subject BEA = new Subject("bea", Role.SUBMITTER);

    @Autowired
    private Experiments experiments;

    @Autowired
    private Enqueue enqueue;

    @Autowired
    private SearchSpaces searchSpaces;

    @Autowired
    private Claims claims;

    @Autowired
    private Reports reports;

    @Autowired
    private JdbcTemplate jdbc;

    @BeforeEach
    void nobodyHasAnything() {
        jdbc.update("delete from experiment");
        jdbc.update("delete from search_space");
        jdbc.update("delete from trial");
    }

    @Test
    void anotherExperimentIsRefusedUntilOneHasEnded() {
        Experiment first = submit(ANN, aPlan());
        submit(ANN, aPlan());

        QuotaExceeded refused = refusal(ANN, aPlan());
        assertThat(refused)
                .hasMessage(
                        "ann may have no more experiments that have not ended than 2 (tamis.quota.owner.experiments), and has 2."
                                + " Wait until one has ended, or cancel one.");
        assertThatThrownBy(() -> experiments.preview(ANN, Visibility.PRIVATE, aPlan().build()))
                .isInstanceOf(QuotaExceeded.class);
        submit(BEA, aPlan());
        experiments.pause(ANN, first.id());
        refusal(ANN, aPlan());

        experiments.cancel(ANN, first.id());

        submit(ANN, aPlan());
        submit(Subject.LOCAL, aPlan());
        submit(Subject.LOCAL, aPlan());
        submit(Subject.LOCAL, aPlan());
    }

    /** 100 trials of 2 epochs: 100 * (1000 + 2 * 160) bytes. */
    @Test
    void whatAnExperimentMayComeToStoreIsAdmittedAgainstWhatIsLeftToItsOwner() {
        submit(ANN, aPlan().trials(100));

        QuotaExceeded refused = refusal(ANN, aPlan().trials(200));

        assertThat(refused)
                .hasMessageContaining("ann may have 308 KB", "tamis.quota.owner.storage")
                .hasMessageContaining("176 KB of which are left")
                .hasMessageContaining("this needs 264 KB");
        assertThat(refused.details())
                .containsEntry("needed", 264_000L)
                .containsEntry("left", 300L * 1024 - 132_000)
                .containsEntry("owner", "ann");
        submit(BEA, aPlan().trials(200));
        submit(ANN, aPlan().trials(100));
    }

    @Test
    void allOwnersTogetherHaveWhatTheDiskIsMeantFor() {
        submit(BEA, aPlan().trials(600));

        QuotaExceeded refused = refusal(ANN, aPlan().trials(200));

        assertThat(refused)
                .hasMessageContaining("All owners together may have 1 MB")
                .hasMessageContaining("(tamis.quota.storage)");
        refusal(Subject.LOCAL, aPlan().trials(200));
    }

    @Test
    void whatACancelledExperimentHasNotTrainedIsFreeAgainAndADeletedOneIsGone() {
        Experiment first = submit(ANN, aPlan().trials(200).packsOf(4));
        claim(first, "a").orElseThrow();
        refusal(ANN, aPlan().trials(200));

        experiments.cancel(ANN, first.id());

        assertThat(planned(first)).as("4 of 200 trials").isEqualTo(4 * 1320);
        experiments.delete(ANN, first.id());
        submit(ANN, aPlan().trials(225));
    }

    /** 200 trials of 1,320 bytes leave 43,200 to Ann. */
    @Test
    void whatIsKeptOfChosenPointsCountsWithTheirNotesAndRequests() {
        Experiment experiment = submit(ANN, aPlan().trials(200).packsOf(4));
        List<Parameters> points = Stream.iterate(1, i -> i + 1)
                .limit(100)
                .map(i -> aPoint(1e-4 * i))
                .toList();
        String note = "\u00e4".repeat(500);

        assertThatThrownBy(() -> enqueue.enqueue(ANN, experiment.id(), points, note, Optional.empty()))
                .isInstanceOf(QuotaExceeded.class)
                .hasMessageContaining("44 KB of which are left, but this needs 100 KB");
        assertThat(planned(experiment)).isEqualTo(264_000);
        enqueue.enqueue(ANN, experiment.id(), points.subList(0, 20), note, Optional.empty());

        assertThat(planned(experiment)).as("two bytes for each character").isEqualTo(264_000 + 20 * 1_000);
        enqueue.enqueue(ANN, experiment.id(), points.subList(20, 40), "", Optional.of("a key"));
        long request = planned(experiment) - 284_000;
        assertThat(request).as("a body of 20 points, its key and their numbers").isBetween(1_000L, 5_000L);
        enqueue.enqueue(ANN, experiment.id(), points.subList(20, 40), "", Optional.of("a key"));
        assertThat(planned(experiment)).as("sent again").isEqualTo(284_000 + request);

        experiments.cancel(ANN, experiment.id());

        assertThat(planned(experiment)).as("nothing was trained").isEqualTo(20_000 + request);
    }

    @Test
    void ofSearchSpacesOneKeepsAsManyAsOneMay() {
        SearchSpace space = aPlan().build().model().searched();
        searchSpaces.save(ANN, Visibility.PRIVATE, "one", space, Optional.of("key"));
        searchSpaces.save(ANN, Visibility.PRIVATE, "two", space, Optional.empty());

        assertThatThrownBy(() -> searchSpaces.save(ANN, Visibility.PRIVATE, "three", space, Optional.empty()))
                .isInstanceOf(QuotaExceeded.class)
                .hasMessageStartingWith(
                        "ann may have no more search spaces than 2 (tamis.quota.owner.search-spaces), and has 2.");
        assertThat(searchSpaces
                        .save(ANN, Visibility.PRIVATE, "one", space, Optional.of("key"))
                        .created())
                .isFalse();
        searchSpaces.save(BEA, Visibility.PRIVATE, "one", space, Optional.empty());
    }

    /** A restore holds the row from its begin, and has put another one there at its end. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nothingIsStoredWhileABackupIsBroughtBack(boolean over) throws Exception {
        SearchSpace space = aPlan().build().model().searched();
        try (Connection restore = jdbc.getDataSource().getConnection()) {
            restore.setAutoCommit(false);
            restore.createStatement().executeUpdate("delete from quota_lock");
            if (over) {
                restore.commit();
            }

            assertThatThrownBy(() -> submit(ANN, aPlan())).isInstanceOf(Turnstile.RestoreUnderWay.class);
            assertThatThrownBy(() -> searchSpaces.save(ANN, Visibility.PRIVATE, "one", space, Optional.empty()))
                    .isInstanceOf(Turnstile.RestoreUnderWay.class);

            restore.rollback();
        } finally {
            jdbc.update("delete from quota_lock");
            jdbc.update("insert into quota_lock (only_one) values (1)");
        }
        assertThat(jdbc.queryForObject("select count(*) from search_space", Integer.class))
                .isZero();
    }

    private static Parameters aPoint(double rate) {
        return new Parameters(Map.of("learningRate", rate));
    }

    @Test
    void whoHasAsManyTrialsInTrainingAsTheyMayWaitsAndSaysSo() {
        Experiment first = submit(ANN, aPlan().trials(8).packsOf(4));
        Experiment second = submit(ANN, aPlan().trials(8).packsOf(4));
        Experiment beas = submit(BEA, aPlan().trials(8).packsOf(4));
        assertThat(claims.hasToWait(lane(second))).isFalse();
        Claim claim = claim(first, "a").orElseThrow();

        assertThat(claims.hasToWait(lane(second))).isTrue();

        assertThat(claims.hasToWait(lane(beas))).isFalse();
        assertThat(experiments.get(ANN, second.id()).waitsFor())
                .contains(
                        "ann has as many trials in training as one may, 4 (tamis.quota.owner.running-trials); it goes on"
                                + " when some of them have ended");
        long version = version(second);
        claims.hasToWait(lane(second));
        assertThat(version(second)).as("said once").isEqualTo(version);

        claims.giveBack(claim);

        assertThat(claims.hasToWait(lane(second))).isFalse();
        assertThat(experiments.get(ANN, second.id()).waitsFor()).isEmpty();
        assertThat(version(second)).as("followers hear of it").isGreaterThan(version);
    }

    @Test
    void whoIsPausedWaitsForNothing() {
        Experiment first = submit(ANN, aPlan().trials(8).packsOf(4));
        Experiment second = submit(ANN, aPlan().trials(8).packsOf(4));
        claim(first, "a").orElseThrow();
        claims.hasToWait(lane(second));

        assertThat(experiments.pause(ANN, second.id()).waitsFor()).isEmpty();
        assertThat(claims.hasToWait(lane(second))).isFalse();
    }

    @Test
    void ofSubmissionsAtOnceNoMoreAreLetInThanMayBe() throws Exception {
        int submissions = 8;
        CountDownLatch together = new CountDownLatch(submissions);
        ExecutorService threads = Executors.newFixedThreadPool(submissions);
        try {
            List<Callable<Boolean>> all = Collections.nCopies(submissions, () -> {
                together.countDown();
                together.await();
                try {
                    submit(ANN, aPlan());
                    return true;
                } catch (QuotaExceeded refused) {
                    return false;
                }
            });
            int letIn = 0;
            for (Future<Boolean> each : threads.invokeAll(all)) {
                letIn += each.get() ? 1 : 0;
            }

            assertThat(letIn).isEqualTo(2);
            assertThat(jdbc.queryForObject("select count(*) from experiment", Integer.class))
                    .isEqualTo(2);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aPackThatWaitsForMemorySaysSoUntilItBeginsOrItsWorkerIsGone() {
        Experiment experiment = submit(BEA, aPlan().trials(8).packsOf(4));
        Claim claim = claim(experiment, "a").orElseThrow();
        reports.waits(claim, Optional.of("a pack needs 312 MB"));
        assertThat(experiments.get(BEA, experiment.id()).waitsFor()).contains("a pack needs 312 MB");
        assertThat(claims.hasToWait(lane(experiment)))
                .as("the owner's share is another thing")
                .isTrue();
        assertThat(experiments.get(BEA, experiment.id()).waitsFor().orElseThrow())
                .contains("bea has as many trials in training as one may");
        long version = version(experiment);
        reports.waits(claim, Optional.of("a pack needs 312 MB"));
        assertThat(version(experiment)).as("said once").isEqualTo(version);

        claims.giveBack(claim);
        claims.hasToWait(lane(experiment));
        assertThat(experiments.get(BEA, experiment.id()).waitsFor()).isEmpty();

        Claim again = claim(experiment, "b").orElseThrow();
        reports.waits(again, Optional.of("a pack needs 312 MB"));
        claims.workerDied(lane(experiment), Deaths.upTo(2), () -> {});
        assertThat(experiments.get(BEA, experiment.id()).waitsFor()).isEmpty();

        Claim third = claim(experiment, "c").orElseThrow();
        reports.waits(third, Optional.of("a pack needs 312 MB"));
        reports.waits(third, Optional.empty());
        assertThat(experiments.get(BEA, experiment.id()).waitsFor()).isEmpty();
        reports.waits(third, Optional.of("a pack needs 312 MB"));
        assertThat(experiments.cancel(BEA, experiment.id()).waitsFor()).isEmpty();
        reports.waits(third, Optional.of("what comes late"));
        assertThat(experiments.get(BEA, experiment.id()).waitsFor()).isEmpty();
    }

    @Test
    void whatHasEndedIsNotReadBeforeEachPack() {
        Experiment ended = submit(ANN, aPlan());
        experiments.cancel(ANN, ended.id());
        String columns = String.join(
                ", ",
                jdbc.queryForList(
                        "select column_name from information_schema.columns where lower(table_name) = 'experiment'"
                                + " and lower(column_name) <> 'id'",
                        String.class));
        jdbc.batchUpdate(
                "insert into experiment (id, " + columns + ") select ?, " + columns + " from experiment where id = ?",
                Stream.generate(() -> new Object[] {UUID.randomUUID(), ended.id()})
                        .limit(2_000)
                        .toList());
        submit(ANN, aPlan());
        jdbc.execute("analyze");

        List<String> plan = jdbc.queryForList("explain " + Admission.RUNNING_TRIALS, String.class, ANN.name());

        assertThat(String.join("\n", plan)).containsIgnoringCase("experiment_quota");
    }

    private Experiment submit(Subject by, Plans plan) {
        return experiments
                .submit(by, Visibility.PRIVATE, plan.build(), Optional.empty())
                .experiment();
    }

    private QuotaExceeded refusal(Subject by, Plans plan) {
        long before = jdbc.queryForObject("select count(*) from experiment", Long.class);
        QuotaExceeded refused = catchThrowableOfType(QuotaExceeded.class, () -> submit(by, plan));
        assertThat(refused).isNotNull();
        assertThat(jdbc.queryForObject("select count(*) from experiment", Long.class))
                .as("nothing is left of it")
                .isEqualTo(before);
        return refused;
    }

    private Optional<Claim> claim(Experiment experiment, String token) {
        return claims.next(new Claims.Request(lane(experiment), token, Deaths.upTo(2), true, () -> true));
    }

    private static Claim.Lane lane(Experiment experiment) {
        return new Claim.Lane(experiment.id(), 1, 0);
    }

    private long planned(Experiment experiment) {
        return jdbc.queryForObject("select planned_bytes from experiment where id = ?", Long.class, experiment.id());
    }

    private long version(Experiment experiment) {
        return experiments.versions(List.of(experiment.id())).get(experiment.id());
    }
}
