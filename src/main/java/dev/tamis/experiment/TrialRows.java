package dev.tamis.experiment;

import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface TrialRows extends JpaRepository<Trial, Trial.Id> {

    @Query("""
            select t from Trial t
            where t.id.experimentId = :experimentId and t.state = dev.tamis.experiment.TrialState.WAITING
              and t.pack = :pack""")
    List<Trial> waitingInPack(UUID experimentId, int pack);

    /** In the order in which they are to be claimed, which is that of an index. */
    @Query("""
            select t from Trial t
            where t.id.experimentId = :experimentId and t.state = dev.tamis.experiment.TrialState.WAITING
              and t.pack < :behind
            order by t.id.experimentId, t.state, t.pack""")
    List<Trial> waiting(UUID experimentId, int behind, Limit most);
}
