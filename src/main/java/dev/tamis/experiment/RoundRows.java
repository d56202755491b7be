package dev.tamis.experiment;

import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface RoundRows extends JpaRepository<Round, Round.Id> {

    @Query("select r from Round r where r.id.experimentId = :experimentId order by r.id.number")
    List<Round> ofExperiment(UUID experimentId);
}
