package dev.tamis.scheduling;

import dev.tamis.experiment.Confirmations;
import dev.tamis.experiment.Confirmations.Again;
import dev.tamis.experiment.Confirmations.Assignment;
import dev.tamis.experiment.Confirmations.Result;
import dev.tamis.experiment.Confirmations.Run;
import dev.tamis.experiment.End;
import dev.tamis.experiment.Measurement;
import dev.tamis.mlp.Trainer;
import dev.tamis.mlp.TrainingObserver;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trains the best trials of a search again, a pack at a time, on the calling thread. */
class ConfirmationTraining {

    private static final Logger LOG = LoggerFactory.getLogger(ConfirmationTraining.class);

    /** How often it is asked whether anybody still wants what is trained. */
    private static final Duration ASK_EVERY = Duration.ofSeconds(1);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Confirmations confirmations;
    private final Trainer trainer;
    private final Splits splits;
    private final Surroundings surroundings;

    /**
     * @param company who else trains on this node
     * @param rows the tasks of all nodes
     * @param steady what passes between two questions
     */
    record Surroundings(Company company, TaskRows rows, InstantSource steady) {}

    /**
     * One execution.
     *
     * @param alone whether an earlier try broke off: then one repeat is trained, not a pack of them
     * @param stopping whether the node is told to stop
     */
    record Turn(Run run, boolean alone, BooleanSupplier stopping) {}

    /** How a turn ends. */
    enum Next {
        /** Nothing is left to be done in this run. */
        OVER,
        /** The next pack, once others had their turn. */
        TO_BE_CONTINUED,
        /** The owner has as many trials in training as they may. */
        LATER
    }

    ConfirmationTraining(Confirmations confirmations, Trainer trainer, Splits splits, Surroundings surroundings) {
        this.confirmations = confirmations;
        this.trainer = trainer;
        this.splits = splits;
        this.surroundings = surroundings;
    }

    Next take(Turn turn) {
        if (confirmations.hasToWait(turn.run())) {
            return Next.LATER;
        }
        return confirmations
                .next(turn.run())
                .map(pack -> turn.alone() ? firstOf(pack) : pack)
                .map(pack -> surroundings.company().beside(() -> train(turn, pack)))
                .orElse(Next.OVER);
    }

    /** The next repeat could not be trained in any of its tries. */
    void giveUp(Run run, String cause) {
        confirmations.next(run).map(ConfirmationTraining::firstOf).ifPresent(one -> {
            LOG.error(
                    "A repeat of trial {} of experiment {} is given up",
                    one.members().get(0).trial(),
                    run.experimentId());
            confirmations.report(run, all(one, "it broke off in every try, the last time with " + cause));
        });
    }

    private static Assignment firstOf(Assignment pack) {
        return new Assignment(pack.plan(), pack.members().subList(0, 1));
    }

    private Next train(Turn turn, Assignment pack) {
        Listening observer = new Listening(turn, pack);
        try {
            trainer.train(Packs.of(pack), splits.of(pack.plan()), observer);
        } catch (TrainerHangs hangs) {
            return report(turn, all(pack, hangs.getMessage()));
        }
        if (turn.stopping().getAsBoolean()) {
            return Next.TO_BE_CONTINUED;
        }
        if (observer.isUnwanted()) {
            return Next.OVER;
        }
        return report(turn, observer.results());
    }

    private static List<Result> all(Assignment pack, String why) {
        return pack.members().stream()
                .map(each -> new Result(each, Optional.empty(), Optional.of(why)))
                .toList();
    }

    /** Waits for the database if it is away: what has been trained would have to be trained again. */
    private Next report(Turn turn, List<Result> results) {
        while (true) {
            try {
                return confirmations.report(turn.run(), results) ? Next.TO_BE_CONTINUED : Next.OVER;
            } catch (RuntimeException failed) {
                if (surroundings.rows().reachable() || turn.stopping().getAsBoolean()) {
                    throw failed;
                }
                LockSupport.parkNanos(RETRY_AFTER.toNanos());
            }
        }
    }

    /** Keeps what each member came to, and lets all leave when nobody wants it any more. */
    private final class Listening implements TrainingObserver {

        private final Turn turn;
        private final Assignment pack;
        private final Map<Integer, Measurement> last = new HashMap<>();
        private final Map<Integer, Double> seconds = new HashMap<>();
        private final Map<Integer, End> ends = new HashMap<>();
        private Instant asked;
        private boolean unwanted;

        Listening(Turn turn, Assignment pack) {
            this.turn = turn;
            this.pack = pack;
            this.asked = surroundings.steady().instant();
        }

        boolean isUnwanted() {
            return unwanted;
        }

        @Override
        public Set<Integer> onEpoch(List<Measurement> results) {
            results.forEach(each -> {
                last.put(each.trialNumber(), each);
                seconds.merge(each.trialNumber(), each.seconds(), Double::sum);
            });
            if (turn.stopping().getAsBoolean() || !isStillWanted()) {
                return results.stream().map(Measurement::trialNumber).collect(Collectors.toSet());
            }
            return Set.of();
        }

        @Override
        public void onEnd(int number, End end) {
            ends.put(number, end);
        }

        @Override
        public void onWait(Optional<String> why) {
            try {
                confirmations.waits(turn.run(), why);
            } catch (RuntimeException away) {
                LOG.debug(
                        "Nobody was told what repeats of {} wait for",
                        turn.run().experimentId(),
                        away);
            }
        }

        private boolean isStillWanted() {
            Instant now = surroundings.steady().instant();
            if (!unwanted && Duration.between(asked, now).compareTo(ASK_EVERY) >= 0) {
                asked = now;
                try {
                    unwanted = !confirmations.goesOn(turn.run());
                } catch (RuntimeException away) {
                    LOG.debug(
                            "Nobody could be asked whether {} goes on",
                            turn.run().experimentId(),
                            away);
                }
            }
            return !unwanted;
        }

        List<Result> results() {
            return IntStream.range(0, pack.members().size())
                    .mapToObj(i -> result(i, pack.members().get(i)))
                    .toList();
        }

        private Result result(int number, Again member) {
            End end = ends.get(number);
            if (end == null) {
                throw new IllegalStateException(
                        "Who trained a repeat of trial " + member.trial() + " has left it without saying how it ended");
            }
            Optional<Measurement> measured =
                    Optional.ofNullable(last.get(number)).map(each -> each.within(seconds.get(number)));
            Optional<String> failure = end instanceof End.Completed && measured.isPresent()
                    ? Optional.empty()
                    : Optional.of(end.reason().orElse("it ended without a measurement"));
            return new Result(member, measured, failure);
        }
    }
}
