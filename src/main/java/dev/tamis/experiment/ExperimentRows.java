package dev.tamis.experiment;

import dev.tamis.people.Subject;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

/**
 * Rows of experiments. Who acts for somebody reads those that they see: what they do not see is not there for them, in one query, and
 * is neither locked nor read. Background work has no such question.
 */
interface ExperimentRows extends JpaRepository<Experiment, UUID> {

    String SEEN = " e.id = :id and (:all = true or e.owner = :owner or e.visibility = SHARED)";

    /** Reads the row and locks it to the end of the transaction: see the package's decisions. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select e from Experiment e where e.id = :id")
    Optional<Experiment> lock(UUID id);

    /**
     * The same for somebody who wants to change it.
     *
     * @throws NotFound if there is none that they see
     * @throws dev.tamis.people.NotAllowed if they may not change it
     */
    default Experiment lockForChange(Subject by, UUID id) {
        Experiment experiment = lock(id, by.name(), by.isAdmin()).orElseThrow(() -> new NotFound("experiment", id));
        by.requireChange(experiment);
        return experiment;
    }

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select e from Experiment e where" + SEEN)
    Optional<Experiment> lock(UUID id, String owner, boolean all);

    /** @throws NotFound if there is none that they see */
    default Experiment get(Subject by, UUID id) {
        return find(id, by.name(), by.isAdmin()).orElseThrow(() -> new NotFound("experiment", id));
    }

    @Query("select e from Experiment e where" + SEEN)
    Optional<Experiment> find(UUID id, String owner, boolean all);

    /** @throws NotFound if there is none that they see */
    default void require(Subject by, UUID id) {
        if (count(id, by.name(), by.isAdmin()) == 0) {
            throw new NotFound("experiment", id);
        }
    }

    @Query("select count(e) from Experiment e where" + SEEN)
    long count(UUID id, String owner, boolean all);

    /** What stands for an experiment where only its changes are asked for. */
    record Version(UUID id, long version) {}

    @Query(
            "select new dev.tamis.experiment.ExperimentRows$Version(e.id, e.version) from Experiment e where e.id in :ids")
    List<Version> versions(Collection<UUID> ids);

    /** Empty if there is none that they see. */
    default Optional<Revision> revision(Subject by, UUID id) {
        return revision(id, by.name(), by.isAdmin());
    }

    @Query(
            "select new dev.tamis.experiment.Revision(e.id, e.version, e.ranForMillis, e.runningSince, e.uploadedDataset,"
                    + " e.datasetOwner) from Experiment e where" + SEEN)
    Optional<Revision> revision(UUID id, String owner, boolean all);

    Optional<Experiment> findByOwnerAndIdempotencyKey(String owner, String key);

    String NEEDING = """
             from Experiment e
            where e.uploadedDataset = :dataset and e.datasetOwner = :of and (e.state in (RUNNING, PAUSED) or exists (
                select f from FinalEvaluation f where f.experimentId = e.id and f.state = WAITING))""";

    /** Names of those that they see. */
    default List<String> needing(Subject by, String of, String dataset, Limit most) {
        return needing(of, dataset, by.name(), by.isAdmin(), most);
    }

    @Query("select e.name" + NEEDING
            + " and (:all = true or e.owner = :owner or e.visibility = SHARED) order by e.createdAt")
    List<String> needing(String of, String dataset, String owner, boolean all, Limit most);

    /** Of all of them. */
    @Query("select count(e)" + NEEDING)
    long countNeeding(String of, String dataset);

    @Query(nativeQuery = true, value = "select coalesce(sum(char_length(plan)), 0) from experiment where id in :ids")
    long characters(List<UUID> ids);
}
