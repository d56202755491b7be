package dev.tamis.results;

import dev.tamis.experiment.Trial;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Trials as answers show them. Rows of the module experiment, of which nothing is written here. */
interface TrialQueries extends Repository<Trial, Trial.Id> {

    Optional<Trial> findById(Trial.Id id);

    @Query("select t from Trial t where t.id.experimentId = :experimentId and t.id.number in :numbers")
    List<Trial> numbered(UUID experimentId, Collection<Integer> numbers);

    @Query("select t from Trial t where t.id.experimentId = :experimentId and t.id.number between :first and :last")
    List<Trial> between(UUID experimentId, int first, int last);

    /** Trials by number, in the order of the numbers; those that are not there any more are left out. */
    default List<Trial> inOrder(UUID experimentId, List<Integer> numbers) {
        if (numbers.isEmpty()) {
            return List.of();
        }
        int first = Collections.min(numbers);
        int last = Collections.max(numbers);
        // Hibernate translates a query with a list in it anew each time; most pages are a range and need none.
        List<Trial> found = last - first == numbers.size() - 1
                ? between(experimentId, first, last)
                : numbered(experimentId, numbers);
        Map<Integer, Trial> byNumber = found.stream().collect(Collectors.toMap(Trial::number, Function.identity()));
        return numbers.stream().filter(byNumber::containsKey).map(byNumber::get).toList();
    }

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

    /**
     * Of those that break no constraint. Walks the index trial_rank, which has these very columns in this very order, and reads no more
     * rows than are asked for. H2 takes an index for an order only where the order begins with the index's first column, and this index
     * for completed trials, which alone have a rank value, only where a bound is put to it: each of them is above the lowest number that
     * there is.
     */
    @Query("""
            select t from Trial t
            where t.id.experimentId = :experimentId and t.violation = 0 and t.rankValue >= -1.7976931348623157E308
            order by t.id.experimentId, t.violation, t.rankValue desc nulls last, t.tieValue desc nulls last, t.id.number""")
    List<Trial> best(UUID experimentId, Limit top);

    /** Of those that break a constraint, who comes nearest to keeping to all of them: they alone, completed all, have a violation. */
    @Query("""
            select t from Trial t
            where t.id.experimentId = :experimentId and t.violation > 0
            order by t.id.experimentId, t.violation, t.rankValue desc nulls last, t.tieValue desc nulls last, t.id.number""")
    List<Trial> nearest(UUID experimentId, Limit top);

    /**
     * Walks the same index and passes over the trials of other rounds without reading their rows: for that no column is asked for which
     * the index has not. The sum keeps H2 from the primary key, by which it would read all rows of the round and sort them;
     * PostgreSQL looks at a sum only once it has the row, where it has to fetch one.
     */
    @Query("""
            select t.id.number from Trial t
            where t.id.experimentId = :experimentId and t.violation = 0 and t.rankValue >= -1.7976931348623157E308
                and t.id.number + 0 between :first and :last
            order by t.id.experimentId, t.violation, t.rankValue desc nulls last, t.tieValue desc nulls last, t.id.number""")
    List<Integer> bestBetween(UUID experimentId, int first, int last, Limit top);

    /** The same of {@link #nearest}. */
    @Query("""
            select t.id.number from Trial t
            where t.id.experimentId = :experimentId and t.violation > 0 and t.id.number + 0 between :first and :last
            order by t.id.experimentId, t.violation, t.rankValue desc nulls last, t.tieValue desc nulls last, t.id.number""")
    List<Integer> nearestBetween(UUID experimentId, int first, int last, Limit top);
}
