package dev.tamis.experiment;

import dev.tamis.space.SearchSpace;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** One pass of the method: a search space and the trials drawn from it. */
@Entity
public class Round {

    /** @param number 1-based within the experiment */
    @Embeddable
    public record Id(UUID experimentId, int number) {}

    @EmbeddedId
    private Id id;

    @Convert(converter = SearchSpaceConverter.class)
    private SearchSpace space;

    private int firstTrial;
    private int trialCount;
    private int planned;
    private Integer parent;
    private String origin;
    private boolean rolledBack;
    private String idempotencyKey;

    @Convert(converter = SearchSpaceConverter.class)
    private SearchSpace requestedSpace;

    private Instant createdAt;
    private Instant finishedAt;

    /** For JPA. */
    protected Round() {}

    /**
     * What a round searches, and why.
     *
     * @param parent number of the round on whose results the space is based; empty for the first
     * @param origin in words
     */
    record Ranges(SearchSpace space, Optional<Integer> parent, String origin) {}

    Round(Id id, Ranges ranges, int firstTrial, int planned, Instant now) {
        this.id = id;
        this.space = ranges.space();
        this.parent = ranges.parent().orElse(null);
        this.origin = ranges.origin();
        this.firstTrial = firstTrial;
        this.planned = planned;
        this.createdAt = now;
    }

    public int number() {
        return id.number();
    }

    public SearchSpace space() {
        return space;
    }

    /** Number of the first trial that was drawn for this round. */
    public int firstTrial() {
        return firstTrial;
    }

    /** How many trials have been drawn for it until now: all that it shall have, unless the sampler learns. */
    public int trialCount() {
        return trialCount;
    }

    /** How many trials it shall have. */
    public int planned() {
        return planned;
    }

    boolean isDrawn() {
        return trialCount == planned;
    }

    /** So many more trials have been drawn. */
    void drew(int trials) {
        if (trials > planned - trialCount) {
            throw new IllegalArgumentException("trials <= planned - trialCount must hold, but got trials=" + trials
                    + ", planned=" + planned + ", trialCount=" + trialCount);
        }
        trialCount += trials;
    }

    /** It shall have so many now, at least as many as have been drawn. */
    void plan(int trials) {
        planned = Math.max(trialCount, trials);
    }

    /** Number of the last trial that was drawn for this round until now; there are no gaps. */
    public int lastTrial() {
        return firstTrial + trialCount - 1;
    }

    /** Number of the round on whose results this one's space is based; empty for the first. */
    public Optional<Integer> parent() {
        return Optional.ofNullable(parent);
    }

    /** Where the space comes from, in words. */
    public String origin() {
        return origin;
    }

    /** Whether this round was given up: it did worse than its parent, and the next one started from the parent's space. */
    public boolean rolledBack() {
        return rolledBack;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Optional<Instant> finishedAt() {
        return Optional.ofNullable(finishedAt);
    }

    /** A client has asked for it, in a space of its own or, where that is empty, in the suggested one. */
    void requested(String key, Optional<SearchSpace> space) {
        idempotencyKey = key;
        requestedSpace = space.orElse(null);
    }

    boolean wasRequestedWith(String key) {
        return key.equals(idempotencyKey);
    }

    Optional<SearchSpace> requestedSpace() {
        return Optional.ofNullable(requestedSpace);
    }

    void finish(Instant now) {
        finishedAt = now;
    }

    void rollBack() {
        rolledBack = true;
    }
}
