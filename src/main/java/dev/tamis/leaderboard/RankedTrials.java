package dev.tamis.leaderboard;

import dev.tamis.experiment.Trial;
import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface RankedTrials extends Repository<Trial, Trial.Id> {

    /** Walks the index trial_rank, which has these very columns in this very order; only completed trials have a rank value. */
    @Query("""
            select t from Trial t where t.id.experimentId = :experimentId and t.rankValue is not null
            order by t.rankValue desc nulls last, t.validationLoss nulls last, t.id.number""")
    List<Trial> best(UUID experimentId, Limit top);

    /** Walks the same index and passes over the trials of other rounds without reading their rows. */
    @Query("""
            select t from Trial t
            where t.id.experimentId = :experimentId and t.rankValue is not null and t.id.number between :first and :last
            order by t.rankValue desc nulls last, t.validationLoss nulls last, t.id.number""")
    List<Trial> bestBetween(UUID experimentId, int first, int last, Limit top);
}
