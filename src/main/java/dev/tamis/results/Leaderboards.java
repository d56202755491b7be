package dev.tamis.results;

import dev.tamis.experiment.Confirm;
import dev.tamis.experiment.Confirmations;
import dev.tamis.experiment.Confirmed;
import dev.tamis.experiment.Experiment;
import dev.tamis.experiment.Experiments;
import dev.tamis.experiment.NotFound;
import dev.tamis.experiment.Round;
import dev.tamis.experiment.Rounds;
import dev.tamis.experiment.Trial;
import dev.tamis.people.Subject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Ranks completed trials. */
@Component
public class Leaderboards {

    private final Experiments experiments;
    private final Rounds rounds;
    private final TrialQueries trials;
    private final FrontRanking fronts;
    private final Confirmations confirmations;

    Leaderboards(
            Experiments experiments,
            Rounds rounds,
            TrialQueries trials,
            FrontRanking fronts,
            Confirmations confirmations) {
        this.experiments = experiments;
        this.rounds = rounds;
        this.trials = trials;
        this.fronts = fronts;
        this.confirmations = confirmations;
    }

    /**
     * The best completed trials, best first: those that have been confirmed by the mean of their repeats; then the others by the objective, then
     * lower validation loss, then lower number. Of several objectives, by the front, and within it by the first of them; and last of all what breaks a constraint, by how far it is from keeping to all of them.
     *
     * @param top how many at most, 1 or more
     * @param round only trials of this round; all, where empty
     * @throws NotFound if there is no such experiment, or no such round in it
     */
    @Transactional(readOnly = true)
    public Ranked best(Subject by, UUID experimentId, int top, Optional<Integer> round) {
        Experiment experiment = experiments.get(by, experimentId);
        if (experiment.plan().objectives().size() > 1) {
            return fronts.best(experiment, top, round.map(number -> rounds.get(by, experimentId, number)));
        }
        Optional<Confirmed> confirmed = confirmations.of(by, experimentId);
        List<Integer> numbers = confirmed.map(Confirmed::trials).orElse(List.of()).stream()
                .map(Confirmed.Mean::number)
                .toList();
        int read = top + experiment.plan().confirm().map(Confirm::top).orElse(0);
        List<Trial> ranked = round.isEmpty()
                ? of(read, limit -> trials.best(experimentId, limit), limit -> trials.nearest(experimentId, limit))
                : best(rounds.get(by, experimentId, round.get()), experimentId, read);
        return Ranked.byOne(experiment.plan(), confirmedFirst(ranked, numbers, top), confirmed);
    }

    /** @param ranked by the search, so many that all confirmed ones are among them: they were the first of all, and so of their round */
    private static List<Trial> confirmedFirst(List<Trial> ranked, List<Integer> confirmed, int top) {
        Map<Integer, Integer> places = new HashMap<>();
        confirmed.forEach(number -> places.put(number, places.size()));
        return ranked.stream()
                .sorted(Comparator.comparingInt(each -> places.getOrDefault(each.number(), places.size())))
                .limit(top)
                .toList();
    }

    private List<Trial> best(Round only, UUID experimentId, int top) {
        int first = only.firstTrial();
        int last = only.lastTrial();
        return trials.inOrder(
                experimentId,
                of(
                        top,
                        limit -> trials.bestBetween(experimentId, first, last, limit),
                        limit -> trials.nearestBetween(experimentId, first, last, limit)));
    }

    /** Those that keep to all constraints, and behind them those that do not: each is a stretch of the index. */
    private static <T> List<T> of(int top, Function<Limit, List<T>> best, Function<Limit, List<T>> nearest) {
        List<T> ranked = new ArrayList<>(best.apply(Limit.of(top)));
        if (ranked.size() < top) {
            ranked.addAll(nearest.apply(Limit.of(top - ranked.size())));
        }
        return ranked;
    }
}
