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
    private Instant createdAt;
    private Instant finishedAt;

    /** For JPA. */
    protected Round() {}

    Round(Id id, SearchSpace space, int firstTrial, int trialCount, Instant now) {
        this.id = id;
        this.space = space;
        this.firstTrial = firstTrial;
        this.trialCount = trialCount;
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

    public int trialCount() {
        return trialCount;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Optional<Instant> finishedAt() {
        return Optional.ofNullable(finishedAt);
    }

    void finish(Instant now) {
        finishedAt = now;
    }
}
