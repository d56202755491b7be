package dev.tamis.experiment;

import dev.tamis.search.NextRound;
import dev.tamis.space.Domain;
import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.space.InvalidFields;
import dev.tamis.space.SearchSpace;
import dev.tamis.space.Shown;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** From a round that has ended to the next one; part of the caller's transaction, under the lock. */
@Component
class RoundTurn {

    private final RoundRows rounds;
    private final RoundStart roundStart;
    private final NextRanges nextRanges;
    private final Losses losses;
    private final ConfirmationStart confirmations;

    RoundTurn(
            RoundRows rounds,
            RoundStart roundStart,
            NextRanges nextRanges,
            Losses losses,
            ConfirmationStart confirmations) {
        this.rounds = rounds;
        this.roundStart = roundStart;
        this.nextRanges = nextRanges;
        this.losses = losses;
        this.confirmations = confirmations;
    }

    /**
     * All trials that were drawn have ended. Ends the latest round unless some of it are still to be drawn, and with it the experiment,
     * unless there is another to come. None comes after a round without a
     * completed trial: nothing says where to search, and the same ranges would most likely fail again. An experiment without
     * any completed trial has failed. Where a goal is reached, no further trial is drawn and no further round begins.
     */
    void endLatest(Experiment experiment, Instant now) {
        List<Round> all = rounds.ofExperiment(experiment.id());
        Round latest = all.get(all.size() - 1);
        if (experiment.isEnding()) {
            latest.finish(now);
            end(experiment, now);
            return;
        }
        if (!latest.isDrawn()) {
            return; // the lane that ended the last one looks for more, and draws
        }
        latest.finish(now);
        RoundsPlan plan = experiment.plan().terms().rounds();
        boolean last = latest.number() >= plan.count();
        Optional<String> lost = losses.of(experiment, latest);
        if (lost.isPresent() && (!last || experiment.counts().completed() == 0)) {
            String trials = "none of the " + Shown.count(latest.trialCount(), "trial")
                    + (plan.count() == 1 ? "" : " of round " + latest.number()) + " completed"
                    + (last ? "" : ", so no further round is searched");
            experiment.fail(trials + ": " + lost.get(), now);
        } else if (last) {
            complete(experiment, latest, now);
        } else if (plan.mode() == RoundsPlan.Mode.APPROVE) {
            experiment.awaitApproval(now);
        } else {
            goOn(experiment, now);
        }
    }

    private void complete(Experiment experiment, Round last, Instant now) {
        boolean early = last.planned() < experiment.plan().trialsOf(last.number());
        confirmations.end(experiment, early ? PointsTried.allTried(last.space(), last.number()) : null, now);
    }

    /** It has reached a goal. */
    private void end(Experiment experiment, Instant now) {
        if (experiment.counts().completed() == 0) {
            experiment.fail(experiment.reason().orElseThrow() + ", and no trial has completed", now);
        } else {
            confirmations.end(experiment, experiment.reason().orElse(null), now);
        }
    }

    private void goOn(Experiment experiment, Instant now) {
        try {
            List<Round> all = rounds.ofExperiment(experiment.id());
            Round.Ranges ranges = suggested(nextRanges.of(experiment, all), all);
            if (roundStart.next(experiment, all.size() + 1, ranges, now).isEmpty()) {
                confirmations.end(experiment, PointsTried.allTried(ranges.space(), all.size() + 1), now);
            }
        } catch (InvalidField | InvalidFields refused) {
            // Nobody waits for an answer: a report that failed for it would be tried for ever.
            experiment.fail("the next round cannot start: " + refused.getMessage(), now);
        }
    }

    /** Starts the round after the latest, in a client's space or else in the suggested one. */
    Round next(Experiment experiment, Optional<SearchSpace> chosen, Instant now) {
        List<Round> all = rounds.ofExperiment(experiment.id());
        Round latest = all.get(all.size() - 1);
        Round.Ranges ranges = chosen.map(space -> chosen(experiment, latest, space))
                .orElseGet(() -> suggested(nextRanges.of(experiment, all), all));
        int number = latest.number() + 1;
        return roundStart
                .next(experiment, number, ranges, now)
                .orElseThrow(() -> new InvalidField(
                        "searchSpace",
                        FieldCode.CONFLICT,
                        "must hold a point that has not been tried, but "
                                + PointsTried.allTried(ranges.space(), number)
                                + "; give other ranges, or cancel the experiment"));
    }

    private static Round.Ranges suggested(NextRound next, List<Round> all) {
        if (next.rollsBack()) {
            all.get(all.size() - 1).rollBack();
        }
        return new Round.Ranges(next.space(), Optional.of(all.get(next.parent()).number()), next.reason());
    }

    private static Round.Ranges chosen(Experiment experiment, Round latest, SearchSpace space) {
        requireSameParameters(experiment.plan().model().searched(), space);
        Plan plan = experiment.plan();
        StorageLimits.check(plan, space, "searchSpace.epochs");
        return new Round.Ranges(
                ModelSpace.of(plan.trainer(), plan.model().fixed(), space).searched(),
                Optional.of(latest.number()),
                "chosen by a client after round " + latest.number());
    }

    /** All of the experiment's, but for those that no trial of the new space has. */
    private static void requireSameParameters(SearchSpace all, SearchSpace space) {
        Map<String, Domain> ranges = new LinkedHashMap<>(all.domains());
        ranges.replaceAll((name, domain) -> space.domains().getOrDefault(name, domain));
        Set<String> wanted = all.over(ranges).domains().keySet();
        Set<String> given = space.domains().keySet();
        if (!given.containsAll(wanted) || !all.domains().keySet().containsAll(given)) {
            throw new InvalidField(
                    "searchSpace",
                    FieldCode.CONFLICT,
                    "must search the same hyperparameters as the round before, " + wanted + ", but searches " + given);
        }
    }
}
