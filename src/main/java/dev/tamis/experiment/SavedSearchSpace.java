package dev.tamis.experiment;

import dev.tamis.people.Owned;
import dev.tamis.people.Visibility;
import dev.tamis.space.SearchSpace;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A search space that clients refer to by id. Immutable, but for who may see it. */
@SuppressWarnings("UnusedVariable") // what queries read and nothing here
@Entity
@Table(name = "search_space")
public class SavedSearchSpace implements Owned {

    @Id
    private UUID id;

    private String owner;

    @Enumerated(EnumType.STRING)
    private Visibility visibility;

    private String name;

    @Convert(converter = SearchSpaceConverter.class)
    private SearchSpace space;

    private String idempotencyKey;
    private Instant createdAt;

    /** For JPA. */
    protected SavedSearchSpace() {}

    SavedSearchSpace(
            UUID id, Possession possession, String name, SearchSpace space, String idempotencyKey, Instant now) {
        this.id = id;
        this.owner = possession.owner();
        this.visibility = possession.visibility();
        this.name = name;
        this.space = space;
        this.idempotencyKey = idempotencyKey;
        this.createdAt = now;
    }

    public UUID id() {
        return id;
    }

    @Override
    public String owner() {
        return owner;
    }

    @Override
    public Visibility visibility() {
        return visibility;
    }

    void show(Visibility other) {
        visibility = other;
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
