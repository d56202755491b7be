package dev.tamis.experiment;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface TrialRows extends JpaRepository<Trial, Trial.Id> {

    @Query("select t from Trial t where t.id.experimentId = :experimentId and t.id.number in :numbers")
    List<Trial> numbered(UUID experimentId, Collection<Integer> numbers);

    @Query("select t from Trial t where t.id.experimentId = :experimentId and t.id.number between :first and :last")
    List<Trial> between(UUID experimentId, int first, int last);

    /** By the index trial_change: see {@link TrialPages} for why the order begins with what all of them have in common. */
    @Query("""
            select t from Trial t
            where t.id.experimentId = :experimentId and t.changeNumber > :after
            order by t.id.experimentId, t.changeNumber, t.id.number""")
    List<Trial> changedAfter(UUID experimentId, long after, Limit limit);

    @Query("""
            select t from Trial t
            where t.id.experimentId = :experimentId and t.changeNumber = :change
            order by t.id.number""")
    List<Trial> changedIn(UUID experimentId, long change);

    @Query("""
            select t from Trial t
            where t.id.experimentId = :experimentId and t.state = dev.tamis.experiment.TrialState.WAITING
              and t.pack = :pack""")
    List<Trial> waitingInPack(UUID experimentId, int pack);
}
