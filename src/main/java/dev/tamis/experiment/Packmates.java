package dev.tamis.experiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Which of an experiment's waiting trials train together; part of the caller's transaction, under the lock. */
@Component
class Packmates {

    /** So many waiting trials are looked at for those that go together. */
    private static final int LOOKED_AT = 64;

    private final TrialRows rows;
    private final Pruning pruning;
    private final WorkQueue queue;
    private final JdbcTemplate jdbc;

    Packmates(TrialRows rows, Pruning pruning, WorkQueue queue, JdbcTemplate jdbc) {
        this.rows = rows;
        this.pruning = pruning;
        this.queue = queue;
        this.jdbc = jdbc;
    }

    /**
     * Trials that are to train together.
     *
     * @param width how many may, those that join them later among them
     * @param others whether there are more that may start now
     */
    record Pack(List<Claim.Member> members, int width, boolean others) {

        static final Pack NONE = new Pack(List.of(), 0, false);
    }

    /** @param alone whether the worker trains nothing else */
    Pack next(Experiment experiment, boolean alone) {
        if (!experiment.plan().pruner().stops()) {
            List<Trial> trials = asDrawn(experiment.id(), alone);
            return new Pack(
                    members(experiment, trials),
                    trials.size(),
                    experiment.counts().waiting() > trials.size());
        }
        List<Trial> able = startable(experiment, waiting(experiment));
        List<Trial> unharmed = able.stream().filter(each -> each.deaths() == 0).toList();
        if (unharmed.isEmpty() || able.get(0).deaths() > 0) {
            // One that a worker died with trains by itself.
            List<Trial> harmed = able.stream()
                    .filter(each -> each.deaths() > 0 && (alone || !each.suspect()))
                    .limit(1)
                    .toList();
            if (!harmed.isEmpty() || unharmed.isEmpty()) {
                return new Pack(members(experiment, harmed), 1, able.size() > harmed.size());
            }
        }
        Trial first = unharmed.get(0);
        WorkQueue.Mates mates = queue.mates(first.parameters(), experiment.plan());
        int width = Math.min(mates.width(), placesOfLane(experiment));
        int share = share(experiment.counts().running() + unharmed.size(), experiment.lanes());
        List<Trial> together = unharmed.stream()
                .filter(each -> mates.together().test(each.parameters()))
                .limit(Math.min(width, share))
                .toList();
        return new Pack(members(experiment, together), width, able.size() > together.size());
    }

    /**
     * Those that take the places of trials that have left a pack. The trials that may start are shared among the lanes that workers have;
     * one more is let in where there is none yet to share them with.
     *
     * @param present how many are in the pack
     */
    List<Claim.Member> joining(Experiment experiment, Claim claim, int present) {
        Claim.Member first = claim.members().get(0);
        List<Trial> able = startable(experiment, waiting(experiment)).stream()
                .filter(each -> each.deaths() == 0)
                .toList();
        if (able.isEmpty()) {
            return List.of();
        }
        int lanes = queue.widen(claim.lane(), experiment.lanes(), experiment.claimant());
        int share = share(experiment.counts().running() + able.size(), lanes);
        int places = Math.min(claim.width(), share) - present;
        if (places <= 0) {
            return List.of();
        }
        WorkQueue.Mates mates = queue.mates(first.parameters(), experiment.plan());
        return members(
                experiment,
                able.stream()
                        .filter(each -> mates.together().test(each.parameters()))
                        .limit(places)
                        .toList());
    }

    private static int share(int trials, int lanes) {
        return Math.max(1, (trials + lanes - 1) / lanes);
    }

    private static int placesOfLane(Experiment experiment) {
        return Math.max(1, experiment.plan().terms().budget().parallelTrials() / Math.max(1, experiment.lanes()));
    }

    private List<Trial> waiting(Experiment experiment) {
        return rows.waiting(experiment.id(), Trials.BEHIND_ALL, Limit.of(LOOKED_AT));
    }

    private List<Trial> startable(Experiment experiment, List<Trial> waiting) {
        if (waiting.isEmpty() || !experiment.plan().pruner().stops()) {
            return waiting;
        }
        Pruning.Field field = pruning.field(experiment);
        return waiting.stream().filter(field::mayStart).toList();
    }

    private List<Claim.Member> members(Experiment experiment, List<Trial> trials) {
        if (trials.isEmpty()) {
            return List.of();
        }
        Plan plan = experiment.plan();
        List<Judge.Terms> terms = pruning.terms(experiment, trials);
        List<Claim.Member> members = new ArrayList<>();
        for (int i = 0; i < trials.size(); i++) {
            Trial trial = trials.get(i);
            members.add(new Claim.Member(
                    trial.number(), trial.parameters(), plan.trialSeed(trial.round(), trial.number()), terms.get(i)));
        }
        return members;
    }

    /** The next pack of those that were formed as trials were drawn. */
    private List<Trial> asDrawn(UUID experimentId, boolean alone) {
        List<Trial> first = pack(experimentId, "", alone);
        // The first pack, by the index alone, is one of suspects only after deaths.
        return first.isEmpty() && !alone ? pack(experimentId, " and deaths - strikes < 2", false) : first;
    }

    private List<Trial> pack(UUID experimentId, String which, boolean alone) {
        // The first of the index trial_claim, which H2 walks for an order that begins as it does. For min(pack) it
        // reads all.
        List<Integer> first = jdbc.queryForList(
                "select pack from trial where experiment_id = ? and state = 'WAITING'" + which
                        + " order by experiment_id, state, pack fetch first 1 rows only",
                Integer.class,
                experimentId);
        if (first.isEmpty()) {
            return List.of();
        }
        List<Trial> waiting = rows.waitingInPack(experimentId, first.get(0)).stream()
                .filter(trial -> alone || !trial.suspect())
                .sorted(Comparator.comparingInt(Trial::number))
                .toList();
        List<Trial> unharmed =
                waiting.stream().filter(trial -> trial.deaths() == 0).toList();
        return unharmed.isEmpty() ? waiting.stream().limit(1).toList() : unharmed;
    }
}
