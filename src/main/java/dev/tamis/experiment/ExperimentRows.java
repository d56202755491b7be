package dev.tamis.experiment;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface ExperimentRows extends JpaRepository<Experiment, UUID> {

    /** Reads the row and locks it to the end of the transaction: see the package's decisions. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select e from Experiment e where e.id = :id")
    Optional<Experiment> lock(UUID id);

    /** What stands for an experiment where only its changes are asked for. */
    record Version(UUID id, long version) {}

    @Query("select e.id, e.version from Experiment e where e.id in :ids")
    List<Version> versions(Collection<UUID> ids);

    @Query(
            "select e.id, e.version, e.ranForMillis, e.runningSince, e.uploadedDataset from Experiment e where e.id = :id")
    Optional<Revision> revision(UUID id);

    Optional<Experiment> findByIdempotencyKey(String key);

    @Query("""
            select e.name from Experiment e
            where e.uploadedDataset = :dataset and (e.state in (RUNNING, PAUSED) or exists (
                select f from FinalEvaluation f where f.experimentId = e.id and f.state = WAITING))
            order by e.createdAt""")
    List<String> needing(String dataset, Limit most);

    @Query("""
            select e.id, e.version, e.ranForMillis, e.runningSince, e.uploadedDataset from Experiment e
            where (:state is null or e.state = :state) and (:text = '' or lower(e.name) like :text escape '!')""")
    Page<Revision> search(ExperimentState state, String text, Pageable page);

    @Query(nativeQuery = true, value = "select coalesce(sum(char_length(plan)), 0) from experiment where id in :ids")
    long characters(List<UUID> ids);
}
