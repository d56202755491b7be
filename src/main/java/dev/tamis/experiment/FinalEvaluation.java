package dev.tamis.experiment;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;
import org.apache.commons.statistics.interval.Interval;

/**
 * The one look at test data that an experiment gets: its best trial, trained again on train and validation rows together, for
 * as many epochs as the one that counted, and scored once; with several seeds if asked for, each network once.
 */
@Entity
public class FinalEvaluation {

    /** {@code WAITING -> COMPLETED | FAILED} */
    public enum State {
        /** A worker will do it, or is at it. */
        WAITING,
        COMPLETED,
        /** A retrained network's loss was no number. */
        FAILED
    }

    /** The largest number of seeds that is taken. */
    public static final int SEEDS_LIMIT = 20;

    private static final double CONFIDENCE = 0.95;

    @Id
    private UUID experimentId;

    private int trialNumber;
    private int epochs;
    private int seeds;

    @Enumerated(EnumType.STRING)
    private State state;

    private String reason;
    private Instant requestedAt;
    private Instant finishedAt;
    private Integer testSize;

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "final_network", joinColumns = @JoinColumn(name = "experiment_id"))
    @OrderColumn(name = "number")
    private List<Network> networks = new ArrayList<>();

    /** For JPA. */
    protected FinalEvaluation() {}

    /** @param epochs how long to train @param seeds how many networks, 1 or more */
    FinalEvaluation(UUID experimentId, int trialNumber, int epochs, int seeds, Instant now) {
        this.experimentId = experimentId;
        this.trialNumber = trialNumber;
        this.epochs = epochs;
        this.seeds = seeds;
        this.state = State.WAITING;
        this.requestedAt = now;
    }

    /**
     * What one retrained network did.
     *
     * @param trainAccuracy on train and validation rows together, over the last epoch's steps
     * @param testLoss mean cross entropy of the test rows
     * @param testCorrect how many of the test rows were right
     */
    @Embeddable
    public record Network(double trainAccuracy, double testLoss, int testCorrect) {}

    /**
     * How well a network does on test data.
     *
     * @param accuracy share of the test rows that were right
     * @param low lower end of the 95 % confidence interval (Wilson, JASA 22, 1927), in [0, 1], for the accuracy of this one
     *     trained network on rows like the test rows; it knows nothing of networks trained with other seeds
     * @param high upper end
     */
    public record TestScore(double accuracy, double low, double high) {}

    public UUID experimentId() {
        return experimentId;
    }

    /** The trial whose hyperparameters were used: the leaderboard's first. */
    public int trialNumber() {
        return trialNumber;
    }

    /** For how many epochs: up to the one of the trial that counted. */
    public int epochs() {
        return epochs;
    }

    /** How many networks are trained, each with a seed of its own. */
    public int seeds() {
        return seeds;
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

    /** How many test rows there are, once it has completed. */
    public Optional<Integer> testSize() {
        return Optional.ofNullable(testSize);
    }

    /** The networks in the order of their seeds, the first with the winner's own; empty until it has completed. */
    public List<Network> networks() {
        return List.copyOf(networks);
    }

    /** The score of one of the {@link #networks}. */
    public TestScore score(Network network) {
        Interval interval =
                BinomialConfidenceInterval.WILSON_SCORE.fromErrorRate(testSize, network.testCorrect(), 1 - CONFIDENCE);
        return new TestScore(
                (double) network.testCorrect() / testSize, interval.getLowerBound(), interval.getUpperBound());
    }

    /** What the seeds make of it, where there are several. */
    public Optional<OverSeeds> overSeeds() {
        return networks.size() < 2
                ? Optional.empty()
                : Optional.of(OverSeeds.of(
                        networks.stream()
                                .mapToDouble(each -> score(each).accuracy())
                                .toArray(),
                        networks.stream().mapToDouble(Network::testLoss).toArray(),
                        CONFIDENCE));
    }

    /** @param trained as many as there are seeds */
    void complete(int sizeOfTest, List<Network> trained, Instant now) {
        state = State.COMPLETED;
        testSize = sizeOfTest;
        networks.addAll(trained);
        finishedAt = now;
    }

    void fail(String why, Instant now) {
        state = State.FAILED;
        reason = why;
        finishedAt = now;
    }
}
