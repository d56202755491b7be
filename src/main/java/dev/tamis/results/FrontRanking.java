package dev.tamis.results;

import dev.tamis.experiment.Experiment;
import dev.tamis.experiment.Objective;
import dev.tamis.experiment.Plan;
import dev.tamis.experiment.Round;
import dev.tamis.experiment.Scoring;
import dev.tamis.experiment.Trial;
import dev.tamis.search.Outcome;
import dev.tamis.search.pareto.Fronts;
import dev.tamis.search.pareto.Hypervolume;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Ranks trials by several objectives: by the front they are on, within a front by the first objective, then the others, then what decides
 * between equals. What breaks a constraint comes after all that does not, by its violation. Fronts change with each trial that completes,
 * so they are kept nowhere: what counts of all completed trials is read, and no more.
 */
@Component
class FrontRanking {

    private final TrialQueries trials;
    private final JdbcTemplate jdbc;

    FrontRanking(TrialQueries trials, JdbcTemplate jdbc) {
        this.trials = trials;
        this.jdbc = jdbc;
    }

    /** @param merits of each objective, larger is better @param tie what decides between equals; larger is better */
    private record Candidate(int number, double violation, double[] merits, double tie) {

        static Candidate of(int number, double tie, Outcome outcome) {
            return new Candidate(
                    number,
                    outcome.violation(),
                    outcome.merits().stream().mapToDouble(Double::doubleValue).toArray(),
                    tie);
        }

        /** The better one first, of two on one front or with one violation. */
        int against(Candidate other) {
            for (int i = 0; i < merits.length; i++) {
                int byMerit = Double.compare(other.merits[i], merits[i]);
                if (byMerit != 0) {
                    return byMerit;
                }
            }
            int byTie = Double.compare(other.tie, tie);
            return byTie == 0 ? Integer.compare(number, other.number) : byTie;
        }
    }

    /** @param round only trials of it; all, where empty */
    Ranked best(Experiment experiment, int top, Optional<Round> round) {
        Plan plan = experiment.plan();
        List<Candidate> all = completed(experiment, round);
        List<Candidate> feasible =
                all.stream().filter(each -> each.violation() == 0).toList();
        int[] fronts = Fronts.ranks(feasible.stream().map(Candidate::merits).toList());
        Map<Integer, Integer> frontOf = new HashMap<>();
        List<Candidate> ranked = new ArrayList<>();
        IntStream.range(0, fronts.length)
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> fronts[i])
                        .thenComparing((one, other) -> feasible.get(one).against(feasible.get(other))))
                .limit(top)
                .forEach(i -> {
                    ranked.add(feasible.get(i));
                    frontOf.put(feasible.get(i).number(), fronts[i]);
                });
        all.stream()
                .filter(each -> each.violation() > 0)
                .sorted(Comparator.comparingDouble(Candidate::violation).thenComparing(Candidate::against))
                .limit((long) top - ranked.size())
                .forEach(ranked::add);
        List<Trial> found = trials.inOrder(
                experiment.id(), ranked.stream().map(Candidate::number).toList());
        return new Ranked(
                plan,
                found.stream()
                        .map(each -> new Ranked.Place(each, Optional.ofNullable(frontOf.get(each.number()))))
                        .toList(),
                volume(
                        plan.objectives(),
                        feasible.stream().map(Candidate::merits).toList(),
                        fronts),
                Optional.empty());
    }

    private List<Candidate> completed(Experiment experiment, Optional<Round> round) {
        Scoring scoring = Scoring.of(experiment.plan());
        List<Candidate> all = new ArrayList<>();
        jdbc.query(
                "select number, tie_value, " + Scoring.COLUMNS
                        + " from trial where experiment_id = ? and state = 'COMPLETED' and number between ? and ? order by number",
                row -> {
                    int number = row.getInt("number");
                    double tie = row.getDouble("tie_value");
                    scoring.outcome(row)
                            .map(outcome -> Candidate.of(number, tie, outcome))
                            .ifPresent(all::add);
                },
                experiment.id(),
                round.map(Round::firstTrial).orElse(0),
                round.map(Round::lastTrial).orElse(Integer.MAX_VALUE));
        return all;
    }

    private static Optional<Ranked.Volume> volume(List<Objective> objectives, List<double[]> merits, int[] fronts) {
        if (merits.isEmpty()) {
            return Optional.empty();
        }
        double[] reference = new double[objectives.size()];
        for (int i = 0; i < reference.length; i++) {
            int objective = i;
            Double wanted = objectives.get(i).reference();
            reference[i] = wanted == null
                    ? merits.stream().mapToDouble(each -> each[objective]).min().orElseThrow()
                    : objectives.get(i).direction().merit(wanted);
        }
        List<double[]> front = IntStream.range(0, fronts.length)
                .filter(i -> fronts[i] == 0)
                .mapToObj(merits::get)
                .toList();
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < reference.length; i++) {
            values.add(objectives.get(i).direction().merit(reference[i]));
        }
        return Optional.of(new Ranked.Volume(Hypervolume.of(front, reference), values));
    }
}
