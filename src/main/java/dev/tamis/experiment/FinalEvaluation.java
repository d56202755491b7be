package dev.tamis.experiment;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;
import org.apache.commons.statistics.interval.Interval;

/**
 * The one look at test data that an experiment gets: its best trial, trained again on train and validation rows together and
 * scored once.
 */
@Entity
public class FinalEvaluation {

    /** {@code WAITING -> COMPLETED | FAILED} */
    public enum State {
        /** A worker will do it, or is at it. */
        WAITING,
        COMPLETED,
        /** The retrained network's loss was no number. */
        FAILED
    }

    private static final double CONFIDENCE = 0.95;

    @Id
    private UUID experimentId;

    private int trialNumber;

    @Enumerated(EnumType.STRING)
    private State state;

    private String reason;
    private Instant requestedAt;
    private Instant finishedAt;
    private Double trainAccuracy;
    private Double testLoss;
    private Integer testSize;
    private Integer testCorrect;

    /** For JPA. */
    protected FinalEvaluation() {}

    FinalEvaluation(UUID experimentId, int trialNumber, Instant now) {
        this.experimentId = experimentId;
        this.trialNumber = trialNumber;
        this.state = State.WAITING;
        this.requestedAt = now;
    }

    /**
     * What the retrained network did on test data.
     *
     * @param accuracy share of the test rows that were right
     * @param low lower end of its 95 % confidence interval (Wilson, JASA 22, 1927), in [0, 1]
     * @param high upper end
     */
    public record TestScore(double accuracy, double low, double high, double loss, int size) {}

    public UUID experimentId() {
        return experimentId;
    }

    /** The trial whose hyperparameters were used: the leaderboard's first. */
    public int trialNumber() {
        return trialNumber;
    }

    public State state() {
        return state;
    }

    public Optional<String> reason() {
        return Optional.ofNullable(reason);
    }

    public Instant requestedAt() {
        return requestedAt;
    }

    public Optional<Instant> finishedAt() {
        return Optional.ofNullable(finishedAt);
    }

    /** Accuracy on train and validation rows together, over the last epoch's steps. */
    public Optional<Double> trainAccuracy() {
        return Optional.ofNullable(trainAccuracy);
    }

    /** The score, once the state is COMPLETED. */
    public Optional<TestScore> testScore() {
        if (state != State.COMPLETED) {
            return Optional.empty();
        }
        Interval interval =
                BinomialConfidenceInterval.WILSON_SCORE.fromErrorRate(testSize, testCorrect, 1 - CONFIDENCE);
        return Optional.of(new TestScore(
                (double) testCorrect / testSize,
                interval.getLowerBound(),
                interval.getUpperBound(),
                testLoss,
                testSize));
    }

    void complete(double accuracyInTraining, TestCount test, Instant now) {
        state = State.COMPLETED;
        trainAccuracy = accuracyInTraining;
        testLoss = test.meanLoss();
        testSize = test.size();
        testCorrect = test.correct();
        finishedAt = now;
    }

    void fail(String why, Instant now) {
        state = State.FAILED;
        reason = why;
        finishedAt = now;
    }

    /**
     * @param correct how many of the test rows were right
     * @param meanLoss mean cross entropy of the test rows
     */
    public record TestCount(int size, int correct, double meanLoss) {}
}
