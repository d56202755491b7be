package dev.tamis.experiment;

import dev.tamis.search.Headway;
import dev.tamis.search.Judged;
import dev.tamis.search.Merit;
import dev.tamis.search.Peers;
import dev.tamis.search.Pruner;
import dev.tamis.search.Rule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * What an experiment's pruner wants to know of other trials: whether they are far enough for a trial to start, and what they have
 * measured: see {@link Headway}. What it is told of them does not change any more, whenever it asks. Points that somebody chose are
 * trained to their end, and nobody is compared with them: when they came is nothing that results depend on.
 */
@Component
class Pruning {

    private final NamedParameterJdbcTemplate jdbc;

    Pruning(NamedParameterJdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Where the trials of an experiment are that have not ended; read under its lock. */
    final class Field {

        private final Plan plan;
        private final int longest;
        private final Map<Integer, Integer> running = new HashMap<>();
        private final int firstWaiting;

        private Field(Experiment experiment) {
            plan = experiment.plan();
            longest = longest(plan);
            MapSqlParameterSource of = new MapSqlParameterSource("experiment", experiment.id());
            jdbc.query("""
                    select number, greatest(epochs_done, epochs_kept) from trial
                    where experiment_id = :experiment and state = 'RUNNING'""", of, row -> {
                running.put(row.getInt(1), row.getInt(2));
            });
            // Their packs are in the order of their numbers: the first of an index.
            firstWaiting = jdbc.queryForList("""
                            select number from trial where experiment_id = :experiment and state = 'WAITING' and pack >= 0
                            order by experiment_id, state, pack fetch first 1 rows only""", of, Integer.class).stream()
                    .findFirst()
                    .orElse(Integer.MAX_VALUE);
        }

        /** Whether all is known that decides on a trial. */
        boolean mayStart(Trial trial) {
            if (isChosen(trial)) {
                return true;
            }
            Judged judged = judged(plan, trial.number(), trial.epochs(), longest);
            List<Integer> looks = plan.pruner().looks(judged);
            return looks.stream().allMatch(look -> last(plan, judged, looks, look) < firstShortOf(look));
        }

        /** Number of the first trial that has not come so far, and may. */
        private int firstShortOf(int step) {
            return Math.min(
                    firstWaiting,
                    running.entrySet().stream()
                            .filter(each -> each.getValue() < step)
                            .mapToInt(Map.Entry::getKey)
                            .min()
                            .orElse(Integer.MAX_VALUE));
        }
    }

    Field field(Experiment experiment) {
        return new Field(experiment);
    }

    /** The terms of trials that may start, in their order. */
    List<Judge.Terms> terms(Experiment experiment, List<Trial> trials) {
        Plan plan = experiment.plan();
        Pruner pruner = plan.pruner();
        if (!pruner.stops()) {
            return trials.stream().map(each -> Judge.Terms.NONE).toList();
        }
        int longest = longest(plan);
        Known known = new Known(experiment, trials, longest);
        List<Judge.Terms> terms = new ArrayList<>();
        for (Trial trial : trials) {
            Judged judged = judged(plan, trial.number(), trial.epochs(), longest);
            List<Integer> looks = pruner.looks(judged);
            terms.add(
                    isChosen(trial) || trial.hasPassedBarrier()
                            ? new Judge.Terms(Rule.NONE, Set.copyOf(looks), trial.epochs())
                            : new Judge.Terms(
                                    pruner.rule(judged, known.of(judged)), Set.copyOf(looks), trial.epochs()));
        }
        return terms;
    }

    /** What is known of all that any of some trials are compared with. */
    private final class Known {

        private final Plan plan;
        private final int longest;
        private final NavigableMap<Integer, Map<Integer, Merit>> merits = new TreeMap<>();
        private final Set<Integer> chosen = new HashSet<>();

        Known(Experiment experiment, List<Trial> trials, int longest) {
            plan = experiment.plan();
            this.longest = longest;
            TreeSet<Integer> looks = new TreeSet<>();
            int first = Integer.MAX_VALUE;
            int last = -1;
            for (Trial trial : trials) {
                Judged judged = judged(plan, trial.number(), trial.epochs(), longest);
                List<Integer> own = plan.pruner().looks(judged);
                looks.addAll(own);
                for (int look : own) {
                    int end = last(plan, judged, own, look);
                    last = Math.max(last, end);
                    first = Math.min(first, begin(end));
                }
            }
            if (last >= 0) {
                read(experiment.id(), looks, Math.max(0, first), last);
            }
        }

        private void read(UUID experiment, Collection<Integer> looks, int first, int last) {
            Scoring scoring = Scoring.of(plan);
            MapSqlParameterSource which = new MapSqlParameterSource("experiment", experiment)
                    .addValue("first", first)
                    .addValue("last", last)
                    .addValue("looks", looks);
            jdbc.query("""
                    select trial_number, epoch, metrics from measurement
                    where experiment_id = :experiment and trial_number between :first and :last and epoch in (:looks)""", which, row -> {
                merits.computeIfAbsent(row.getInt(1), number -> new HashMap<>())
                        .put(row.getInt(2), scoring.meritOf(PackedDoubles.read(row.getBytes(3))));
            });
            chosen.addAll(jdbc.queryForList("""
                    select number from trial
                    where experiment_id = :experiment and number between :first and :last and note is not null""", which, Integer.class));
        }

        private int begin(int last) {
            return last - plan.pruner().peers() + 1;
        }

        Peers of(Judged trial) {
            List<Integer> looks = plan.pruner().looks(trial);
            int group = plan.pruner().group(trial);
            Map<Integer, Peers.Seen> bySteps = new HashMap<>();
            for (int look : looks) {
                int last = last(plan, trial, looks, look);
                int trials = 0;
                List<Merit> reached = new ArrayList<>();
                for (int number = Math.max(0, begin(last)); number <= last; number++) {
                    if (!chosen.contains(number)
                            && plan.pruner().group(judged(plan, number, trial.steps(), longest)) == group) {
                        trials++;
                        Merit merit = merits.getOrDefault(number, Map.of()).get(look);
                        if (merit != null) {
                            reached.add(merit);
                        }
                    }
                }
                bySteps.put(look, new Peers.Seen(trials, reached));
            }
            return new Peers(bySteps);
        }
    }

    private static boolean isChosen(Trial trial) {
        return trial.note().isPresent();
    }

    private static int last(Plan plan, Judged trial, List<Integer> looks, int look) {
        Headway headway = plan.pruner().headway(plan.terms().budget().parallelTrials());
        return headway.last(trial.number(), looks.get(0), look);
    }

    private static Judged judged(Plan plan, int number, int steps, int longest) {
        return new Judged(
                number,
                steps,
                Math.max(steps, longest),
                Scoring.of(plan).stepMetric().direction());
    }

    /** Of the space as it was submitted: later rounds may have other ranges, but brackets stay what they are. */
    private static int longest(Plan plan) {
        return plan.trainer().longest(plan, plan.model().searched()).steps();
    }
}
