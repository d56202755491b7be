package dev.tamis.experiment;

import dev.tamis.space.Parameters;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A trial's row. Read through this class; written by SQL alone, in batches. */
@SuppressWarnings("UnusedVariable") // what queries read and nothing here
@Entity
public class Trial {

    /** @param number 0-based, unique in the experiment over all its rounds */
    @Embeddable
    public record Id(UUID experimentId, int number) {}

    @EmbeddedId
    private Id id;

    private int round;
    private int pack;

    @Enumerated(EnumType.STRING)
    private TrialState state;

    @Convert(converter = ParametersConverter.class)
    private Parameters parameters;

    private Integer lane;
    private String claimedBy;
    private int attempt;
    private int deaths;
    private int strikes;
    private String reason;
    private Instant startedAt;
    private Instant finishedAt;
    private int epochs;
    private int epochsDone;
    private Double[] metrics;
    private Double[] bestMetrics;
    private Integer bestEpoch;
    private Integer objectiveEpoch;
    private Double objectiveValue;
    private Double objectiveSpread;
    private Double rankValue;
    private Double tieValue;
    private double violation;
    private Long weights;
    private Double trainingSeconds;
    private String note;

    @Enumerated(EnumType.STRING)
    private AtBarrier barrier;

    private long changeNumber;

    /** For JPA. */
    protected Trial() {}

    public UUID experimentId() {
        return id.experimentId();
    }

    public int number() {
        return id.number();
    }

    public int round() {
        return round;
    }

    public TrialState state() {
        return state;
    }

    /** The point that was drawn; fixed values are in the plan. */
    public Parameters parameters() {
        return parameters;
    }

    /** Which execution trained it last: a node's name and what tells its executions apart. */
    public Optional<String> claimedBy() {
        return Optional.ofNullable(claimedBy);
    }

    /** How often it was claimed. */
    public int attempt() {
        return attempt;
    }

    /** How often a worker died with it, or training it broke off. */
    int deaths() {
        return deaths;
    }

    /** Whether two workers have died with it that trained others as well: it may be the cause, and has to be tried alone. */
    boolean suspect() {
        return deaths - strikes >= 2;
    }

    /** Why it failed, was pruned or cancelled; while it has not ended, why its last try broke off. */
    public Optional<String> reason() {
        return Optional.ofNullable(reason);
    }

    public Optional<Instant> startedAt() {
        return Optional.ofNullable(startedAt);
    }

    public Optional<Instant> finishedAt() {
        return Optional.ofNullable(finishedAt);
    }

    /** How many epochs it shall train. */
    public int epochs() {
        return epochs;
    }

    public int epochsDone() {
        return epochsDone;
    }

    /** What it takes, so far. */
    public TrialCost cost() {
        return new TrialCost(trainingSeconds, weights, epochsDone);
    }

    /** Values of the plan's metrics, in their order, after the last epoch done; none until the first. */
    public List<Double> metrics() {
        return metrics == null ? List.of() : Arrays.asList(metrics);
    }

    /** The best value of each metric in any epoch whose figures are numbers, whatever the objective; none until there is one. */
    public List<Double> bestMetrics() {
        return bestMetrics == null ? List.of() : Arrays.asList(bestMetrics);
    }

    /** The first epoch with the best value of the objective's metric. */
    public Optional<Integer> bestEpoch() {
        return Optional.ofNullable(bestEpoch);
    }

    /** The epoch that the objective value is of: the last one done, or the best. */
    public Optional<Integer> objectiveEpoch() {
        return Optional.ofNullable(objectiveEpoch);
    }

    /** What the objective makes of the curve; there once the trial has completed. */
    public Optional<Double> objectiveValue() {
        return Optional.ofNullable(objectiveValue);
    }

    /**
     * Of a trial that has several networks, the standard deviation of the objective over them, in the epoch that the value is of.
     */
    public Optional<Double> objectiveSpread() {
        return Optional.ofNullable(objectiveSpread);
    }

    /** Of a trial whose point somebody chose, what they noted, if only nothing; empty of what a sampler drew. */
    public Optional<String> note() {
        return Optional.ofNullable(note);
    }

    /** Whether it is one of the best of those that had waited for one another. */
    boolean hasPassedBarrier() {
        return barrier == AtBarrier.PASSED;
    }

    public long changeNumber() {
        return changeNumber;
    }
}
