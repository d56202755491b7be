package dev.tamis.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.tamis.experiment.Claim;
import dev.tamis.experiment.End;
import dev.tamis.experiment.Measurement;
import dev.tamis.experiment.Plans;
import dev.tamis.experiment.Reports;
import dev.tamis.experiment.TrialEnd;
import dev.tamis.space.Parameters;
import dev.tamis.space.Seed;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;

class PackReportTest {

    private final Reports reports = mock(Reports.class);
    private final AtomicBoolean shuttingDown = new AtomicBoolean();
    private final AtomicBoolean reachable = new AtomicBoolean();
    private final Claim claim = claimOf(3, 0, 1);
    private Instant now = Instant.EPOCH;
    private final PackReport report = new PackReport(
            claim,
            reports,
            new PackReport.Waiting(reachable::get, shuttingDown::get, Duration.ofNanos(1)),
            new WorkerMeters(new SimpleMeterRegistry(), 2),
            () -> now);

    /** What has to wait for a database that is away is not trained longer. */
    @Test
    void theTimeOfAnEpochIsSharedByTheTrialsThatTookPartInIt() {
        when(reports.report(any(), any(), any())).thenReturn(Set.of(0, 1));
        now = now.plusSeconds(100);
        report.onWait(Optional.of("for memory"));
        now = now.plusSeconds(100);
        report.onWait(Optional.empty());
        now = now.plusSeconds(3);
        report.onEpoch(List.of(result(0, 1), result(1, 1)));
        now = now.plusMillis(500);
        report.onEpoch(List.of(result(0, 2)));

        report.tick();

        verify(reports)
                .report(
                        claim,
                        List.of(
                                result(0, 1).within(1.5),
                                result(1, 1).within(1.5),
                                result(0, 2).within(0.5)),
                        List.of());
    }

    @Test
    void resultsGatherUntilTheNextTick() {
        when(reports.report(any(), any(), any())).thenReturn(Set.of(0, 1));
        report.onEpoch(List.of(result(0, 1), result(1, 1)));
        report.onEpoch(List.of(result(0, 2), result(1, 2)));
        verify(reports, never()).report(any(), any(), any());

        report.tick();

        verify(reports).report(claim, List.of(result(0, 1), result(1, 1), result(0, 2), result(1, 2)), List.of());
    }

    /** An executor does not call again what has thrown. */
    @Test
    void anErrorOfOneReportDoesNotEndTheTicking() {
        ScheduledExecutorService executor = mock(ScheduledExecutorService.class);
        ArgumentCaptor<Runnable> tick = ArgumentCaptor.forClass(Runnable.class);
        report.startTicking(executor, Duration.ofSeconds(1));
        verify(executor).scheduleWithFixedDelay(tick.capture(), anyLong(), anyLong(), any());
        when(reports.report(any(), any(), any()))
                .thenThrow(new OutOfMemoryError("of this test"))
                .thenReturn(Set.of(0, 1));
        report.onEpoch(List.of(result(0, 1), result(1, 1)));

        tick.getValue().run();
        tick.getValue().run();

        assertThat(report.unwritten()).isZero();
    }

    @Test
    void muchThatHasGatheredIsWrittenByPartsAndEndsGoWithTheLast() {
        List<Measurement> many = IntStream.rangeClosed(1, PackReport.WRITTEN_AT_ONCE + 1)
                .mapToObj(epoch -> result(0, epoch))
                .toList();
        many.forEach(each -> report.onEpoch(List.of(each)));
        report.onEnd(0, new End.Completed());
        when(reports.report(any(), any(), any())).thenReturn(Set.of(0, 1));

        assertThat(report.tick()).isFalse();

        verify(reports).report(claim, many.subList(0, PackReport.WRITTEN_AT_ONCE), List.of());
        assertThat(report.tick()).isTrue();
        verify(reports)
                .report(claim, many.subList(PackReport.WRITTEN_AT_ONCE, many.size()), List.of(TrialEnd.completed(0)));
    }

    @Test
    void whoTrainsFasterThanResultsAreWrittenWaitsForRoom() throws Exception {
        when(reports.report(any(), any(), any())).thenReturn(Set.of(0, 1));
        List<Double> losses = Collections.nCopies(PackReport.WAITING_AT_MOST, 1.0);
        Thread trainer = new Thread(
                () -> report.onEpoch(List.of(new Measurement(0, 1, List.of(0.5, 0.5, 0.5, 0.5), losses))), "trainer");
        trainer.start();
        await().until(() -> trainer.getState() == Thread.State.TIMED_WAITING);

        report.tick();

        trainer.join();
        assertThat(report.unwritten()).isZero();
    }

    @Test
    void aNodeThatShutsDownWaitsForNoRoom() {
        shuttingDown.set(true);
        List<Double> losses = Collections.nCopies(PackReport.WAITING_AT_MOST, 1.0);

        assertThat(report.onEpoch(List.of(new Measurement(0, 1, List.of(0.5, 0.5, 0.5, 0.5), losses))))
                .containsExactlyInAnyOrder(0, 1);
    }

    @Test
    void endsAreForwardedAsTheTrainerSaysThemWhateverTheEpoch() {
        when(reports.report(any(), any(), any())).thenReturn(Set.of(1));
        report.onEpoch(List.of(result(0, 1), result(1, 1)));
        report.onEnd(0, new End.Pruned("hopeless"));
        report.onEpoch(List.of(result(1, 2)));
        report.onEpoch(List.of(result(1, 3)));

        report.tick();

        verify(reports)
                .report(
                        claim,
                        List.of(result(0, 1), result(1, 1), result(1, 2), result(1, 3)),
                        List.of(new TrialEnd(0, new End.Pruned("hopeless"))));
        assertThat(report.leavesTrialsBehind())
                .as("after its last epoch, without a word")
                .isTrue();
        report.onEnd(1, new End.Completed());
        assertThat(report.leavesTrialsBehind()).isFalse();
    }

    @Test
    void theFirstWordOfATrialsEndCountsAndNothingOfItFollows() {
        when(reports.report(any(), any(), any())).thenReturn(Set.of(1));
        report.onEpoch(List.of(result(0, 1)));
        report.onEnd(0, new End.Completed());
        report.onEpoch(List.of(result(0, 2)));
        report.onEnd(0, new End.Failed("later"));

        report.tick();

        verify(reports).report(claim, List.of(result(0, 1)), List.of(TrialEnd.completed(0)));
    }

    @Test
    void trialsThatWereTakenAwayAreNotLeftBehind() {
        when(reports.stillHeld(claim)).thenReturn(Set.of());

        report.tick();

        assertThat(report.leavesTrialsBehind()).isFalse();
    }

    @Test
    void trialsThatWereTakenAwayLeaveAtTheNextEpoch() {
        when(reports.stillHeld(claim)).thenReturn(Set.of(1));
        report.tick();

        assertThat(report.onEpoch(List.of(result(0, 1), result(1, 1)))).containsExactly(0);
    }

    @Test
    void aNodeThatShutsDownStopsTheWholePack() {
        shuttingDown.set(true);

        assertThat(report.onEpoch(List.of(result(0, 1), result(1, 1)))).containsExactlyInAnyOrder(0, 1);
    }

    @Test
    void whatCouldNotBeWrittenIsWrittenNextTimeInOrder() {
        when(reports.report(any(), any(), any()))
                .thenThrow(new DataAccessResourceFailureException("the database is away"))
                .thenReturn(Set.of(0, 1));
        report.onEpoch(List.of(result(0, 1)));
        assertThatThrownBy(report::tick).isInstanceOf(DataAccessResourceFailureException.class);
        report.onEpoch(List.of(result(0, 2)));

        report.tick();

        verify(reports).report(claim, List.of(result(0, 1), result(0, 2)), List.of());
    }

    @Test
    void theEndOfThePackWritesTheRest() {
        when(reports.report(any(), any(), any())).thenReturn(Set.of());
        report.onEpoch(List.of(result(0, 3), result(1, 3)));
        report.onEnd(0, new End.Completed());
        report.onEnd(1, new End.Completed());

        report.close();

        verify(reports)
                .report(
                        claim,
                        List.of(result(0, 3), result(1, 3)),
                        List.of(TrialEnd.completed(0), TrialEnd.completed(1)));
    }

    @Test
    void aNodeThatShutsDownDoesNotWaitForALostDatabase() {
        when(reports.report(any(), any(), any())).thenThrow(new DataAccessResourceFailureException("gone"));
        report.onEpoch(List.of(result(0, 3)));
        shuttingDown.set(true);

        report.close();

        verify(reports).report(any(), any(), any());
    }

    @Test
    void theEndOfThePackWaitsForADatabaseThatIsAway() {
        DataAccessResourceFailureException away = new DataAccessResourceFailureException("away");
        when(reports.report(any(), any(), any()))
                .thenThrow(Collections.nCopies(100, away).toArray(Throwable[]::new))
                .thenReturn(Set.of());
        report.onEpoch(List.of(result(0, 3)));

        report.close();

        verify(reports, times(101)).report(any(), any(), any());
    }

    @Test
    void aDatabaseThatIsThereAndRefusesTheResultsAgainAndAgainBreaksTheTraining() {
        reachable.set(true);
        when(reports.report(any(), any(), any())).thenThrow(new DataIntegrityViolationException("no"));
        report.onEpoch(List.of(result(0, 3)));

        assertThatThrownBy(report::close).isInstanceOf(DataIntegrityViolationException.class);
    }

    private static Measurement result(int trial, int epoch) {
        return new Measurement(trial, epoch, 2.0, 0.2, 2.1, 0.1);
    }

    private static Claim claimOf(long epochs, int... numbers) {
        Parameters point = new Parameters(Map.of("epochs", epochs));
        List<Claim.Member> members = java.util.Arrays.stream(numbers)
                .mapToObj(number -> new Claim.Member(number, point, new Seed(number)))
                .toList();
        return new Claim(
                new Claim.Lane(UUID.randomUUID(), 1, 0), "token", Plans.aPlan().build(), members);
    }
}
