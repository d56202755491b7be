package dev.tamis.experiment;

import dev.tamis.people.Subject;
import dev.tamis.people.Visibility;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/** Rows of search spaces, of which everybody reads those that they see: see {@link ExperimentRows}. */
interface SavedSearchSpaceRows extends JpaRepository<SavedSearchSpace, UUID> {

    /** Empty if there is none that they see. */
    default Optional<SavedSearchSpace> find(Subject by, UUID id) {
        return find(id, by.name(), by.isAdmin());
    }

    @Query("select e from SavedSearchSpace e where" + ExperimentRows.SEEN)
    Optional<SavedSearchSpace> find(UUID id, String owner, boolean all);

    /** Empty if there is none that they see. */
    default Optional<Visibility> visibility(Subject by, UUID id) {
        return visibility(id, by.name(), by.isAdmin());
    }

    @Query("select e.visibility from SavedSearchSpace e where" + ExperimentRows.SEEN)
    Optional<Visibility> visibility(UUID id, String owner, boolean all);

    Optional<SavedSearchSpace> findByOwnerAndIdempotencyKey(String owner, String key);

    @Query(nativeQuery = true, value = "select coalesce(sum(char_length(space)), 0) from search_space where id in :ids")
    long characters(List<UUID> ids);
}
