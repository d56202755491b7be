package dev.tamis.leaderboard;

import dev.tamis.experiment.Trial;
import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface RankedTrials extends Repository<Trial, Trial.Id> {

    /** Walks the index trial_rank, which has these very columns in this very order. */
    @Query("""
            select t from Trial t
            where t.id.experimentId = :experimentId and t.state = dev.tamis.experiment.TrialState.COMPLETED
              and t.rankValue is not null and (:round is null or t.round = :round)
            order by t.rankValue desc, t.validationLoss, t.id.number""")
    List<Trial> best(UUID experimentId, Integer round, Limit top);
}
