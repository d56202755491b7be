package dev.tamis.experiment;

import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface TrialRows extends JpaRepository<Trial, Trial.Id> {

    @Query("""
            select t from Trial t
            where t.id.experimentId = :experimentId and t.state = dev.tamis.experiment.TrialState.WAITING
              and t.pack = :pack""")
    List<Trial> waitingInPack(UUID experimentId, int pack);
}
