package dev.tamis.experiment;

import dev.tamis.people.Subject;
import dev.tamis.space.SearchSpace;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What clients do with rounds. */
@Component
public class Rounds {

    private final ExperimentRows experiments;
    private final RoundRows rows;
    private final RoundTurn turn;
    private final Clock clock;

    Rounds(ExperimentRows experiments, RoundRows rows, RoundTurn turn, Clock clock) {
        this.experiments = experiments;
        this.rows = rows;
        this.turn = turn;
        this.clock = clock;
    }

    /**
     * The rounds of an experiment, in their order.
     *
     * @throws NotFound if there is no such experiment
     */
    @Transactional(readOnly = true)
    public List<Round> of(Subject by, UUID experimentId) {
        experiments.require(by, experimentId);
        return rows.ofExperiment(experimentId);
    }

    /** @throws NotFound if there is no such experiment, or no such round in it */
    @Transactional(readOnly = true)
    public Round get(Subject by, UUID experimentId, int number) {
        return of(by, experimentId).stream()
                .filter(round -> round.number() == number)
                .findFirst()
                .orElseThrow(() -> new NotFound("round", number));
    }

    /** @param created false where the idempotency key had been seen */
    public record Started(Round round, boolean created) {}

    /**
     * Starts the next round of an experiment that waits for it.
     *
     * @param space what to search; the suggested ranges where empty
     * @param idempotencyKey the same key with the same space gives the round that was started first
     * @throws NotYet unless the experiment waits for approval
     * @throws IdempotencyConflict if the key was used with another space
     * @throws dev.tamis.space.InvalidFields if the space does not search the same hyperparameters, within their legal values
     */
    @Transactional
    public Started startNext(
            Subject by, UUID experimentId, Optional<SearchSpace> space, Optional<String> idempotencyKey) {
        Experiment experiment = experiments.lockForChange(by, experimentId);
        Optional<Round> earlier = idempotencyKey.flatMap(key -> rows.ofExperiment(experimentId).stream()
                .filter(round -> round.wasRequestedWith(key))
                .findFirst());
        if (earlier.isPresent()) {
            if (!earlier.get().requestedSpace().equals(space)) {
                throw new IdempotencyConflict(idempotencyKey.orElseThrow());
            }
            return new Started(earlier.get(), false);
        }
        if (!experiment.awaitingApproval()) {
            throw new NotYet(
                    NotYet.Why.NOT_AWAITING_APPROVAL,
                    "The experiment is " + experiment.state() + " and does not wait for a next round. One is started"
                            + " by hand where rounds.mode is APPROVE, rounds are"
                            + " left and the latest has ended.");
        }
        Round next = turn.next(experiment, space, clock.instant().truncatedTo(ChronoUnit.MICROS));
        idempotencyKey.ifPresent(key -> next.requested(key, space));
        return new Started(next, true);
    }
}
