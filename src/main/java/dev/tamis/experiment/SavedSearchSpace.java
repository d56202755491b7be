package dev.tamis.experiment;

import dev.tamis.space.SearchSpace;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A search space that clients refer to by id. Immutable. */
@SuppressWarnings("UnusedVariable") // what queries read and nothing here
@Entity
@Table(name = "search_space")
public class SavedSearchSpace {

    @Id
    private UUID id;

    private String name;

    @Convert(converter = SearchSpaceConverter.class)
    private SearchSpace space;

    private String idempotencyKey;
    private Instant createdAt;

    /** For JPA. */
    protected SavedSearchSpace() {}

    SavedSearchSpace(UUID id, String name, SearchSpace space, String idempotencyKey, Instant now) {
        this.id = id;
        this.name = name;
        this.space = space;
        this.idempotencyKey = idempotencyKey;
        this.createdAt = now;
    }

    public UUID id() {
        return id;
    }

    public String name() {
        return name;
    }

    public SearchSpace space() {
        return space;
    }

    public Instant createdAt() {
        return createdAt;
    }
}
