package dev.tamis.experiment;

import dev.tamis.experiment.EnqueuedPoints.Chosen;
import dev.tamis.people.Subject;
import dev.tamis.search.Sampler;
import dev.tamis.search.Tried;
import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Parameters;
import dev.tamis.space.SearchSpace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Points that somebody wants to be tried next, before the sampler's own: see the package's decisions. */
@Component
public class Enqueue {

    private final ExperimentRows experiments;
    private final RoundRows rounds;
    private final RoundTrials roundTrials;
    private final Trials trials;
    private final PointsTried tried;
    private final EnqueuedPoints enqueued;
    private final Admission admission;
    private final JdbcTemplate jdbc;

    Enqueue(
            ExperimentRows experiments,
            RoundRows rounds,
            RoundTrials roundTrials,
            Trials trials,
            PointsTried tried,
            EnqueuedPoints enqueued,
            Admission admission,
            JdbcTemplate jdbc) {
        this.experiments = experiments;
        this.rounds = rounds;
        this.roundTrials = roundTrials;
        this.trials = trials;
        this.tried = tried;
        this.enqueued = enqueued;
        this.admission = admission;
        this.jdbc = jdbc;
    }

    /**
     * What has become of a request.
     *
     * @param numbers of the trials that its points have or will have, in their order
     * @param added false where the idempotency key had been seen
     */
    public record Enqueued(List<Integer> numbers, boolean added) {}

    /** What an idempotency key stands for. */
    private record Request(List<Parameters> points, String note) {}

    /**
     * What points must lie in: the latest round's space.
     *
     * @throws NotFound if there is no such experiment
     * @throws dev.tamis.people.NotAllowed if they may not change it
     */
    @Transactional(readOnly = true)
    public SearchSpace space(Subject by, UUID experimentId) {
        Experiment experiment = experiments.get(by, experimentId);
        by.requireChange(experiment);
        return latest(experiment).space();
    }

    /**
     * Lets points be tried next, in their order, after those that were enqueued before.
     *
     * @param points of the latest round's space, their values as its domains write them
     * @param note kept with each trial, if only nothing
     * @param idempotencyKey the same key with the same request gives the first one's numbers
     * @throws NotFound if there is no such experiment
     * @throws IllegalTransition if it has ended
     * @throws NotYet if its budget has no room for them
     * @throws IdempotencyConflict if the key was used with another request
     * @throws InvalidField below {@code points}: one is none of the space, or the sampler tries its own points only
     * @throws dev.tamis.quota.QuotaExceeded if what is kept of it would be too much for the experiment's owner, or for all together
     * @throws dev.tamis.quota.Disk.Full if there is hardly room on the disk
     */
    @Transactional
    public Enqueued enqueue(
            Subject by, UUID experimentId, List<Parameters> points, String note, Optional<String> idempotencyKey) {
        Experiment experiment = experiments.lockForChange(by, experimentId);
        String request = StoredJson.write(new Request(points, note));
        Optional<Enqueued> earlier = idempotencyKey.flatMap(key -> earlier(experimentId, key, request));
        if (earlier.isPresent()) {
            return earlier.get();
        }
        requireGoingOn(experiment);
        long bytes = StorageLimits.bytes(points.size(), note, idempotencyKey.map(key -> request));
        admission.checkMore(experiment.owner(), bytes);
        Round latest = latest(experiment);
        for (int i = 0; i < points.size(); i++) {
            if (!latest.space().contains(points.get(i))) {
                throw new InvalidField(
                        "points[" + i + "]",
                        FieldCode.OUT_OF_RANGE,
                        "must lie in the ranges of round " + latest.number() + ", which is the latest");
            }
        }
        List<Chosen> chosen =
                points.stream().map(point -> new Chosen(point, note)).toList();
        List<Integer> numbers = experiment.plan().lag().isPresent()
                ? later(experiment, latest, chosen)
                : among(experiment, latest, chosen);
        experiment.nextChange();
        idempotencyKey.ifPresent(key -> jdbc.update(
                "insert into enqueue_request (experiment_id, idempotency_key, body, numbers) values (?, ?, ?, ?)",
                experimentId,
                key,
                request,
                StoredJson.write(numbers)));
        experiment.stores(bytes);
        experiments.flush();
        admission.confirmMore(experiment.owner(), bytes);
        return new Enqueued(numbers, true);
    }

    private static void requireGoingOn(Experiment experiment) {
        if (experiment.state().isFinal()) {
            throw new IllegalTransition("try further points", experiment.state());
        }
        if (experiment.isConfirming()) {
            throw new NotYet(
                    NotYet.Why.NO_TRIALS_LEFT,
                    "No further trial starts: the best ones are trained again to be confirmed.");
        }
        if (experiment.isEnding()) {
            throw new NotYet(
                    NotYet.Why.NO_TRIALS_LEFT,
                    "No further trial starts: " + experiment.reason().orElseThrow() + ".");
        }
    }

    private Optional<Enqueued> earlier(UUID experimentId, String key, String request) {
        record Stored(String body, String numbers) {}
        List<Stored> found = jdbc.query(
                "select body, numbers from enqueue_request where experiment_id = ? and idempotency_key = ?",
                (row, index) -> new Stored(row.getString(1), row.getString(2)),
                experimentId,
                key);
        return found.stream().findFirst().map(stored -> {
            if (!stored.body().equals(request)) {
                throw new IdempotencyConflict(key);
            }
            return new Enqueued(List.of(StoredJson.read(stored.numbers(), Integer[].class)), false);
        });
    }

    /** They wait until they can be drawn, as the next trials. */
    private List<Integer> later(Experiment experiment, Round latest, List<Chosen> chosen) {
        int drawn = experiment.counts().drawn();
        List<Chosen> before = enqueued.of(experiment.id());
        int most = experiment.plan().terms().budget().maxTrials();
        int first = drawn + before.size();
        if (first + chosen.size() > most) {
            throw new NotYet(
                    NotYet.Why.NO_TRIALS_LEFT,
                    "The budget has " + most + (most == 1 ? " trial" : " trials") + ", of which " + (most - first)
                            + (most - first == 1 ? " is" : " are") + " left, and " + chosen.size()
                            + (chosen.size() == 1 ? " point was" : " points were") + " sent.");
        }
        enqueued.add(experiment.id(), chosen);
        if (latest.finishedAt().isEmpty()) {
            List<Parameters> all = new ArrayList<>(Chosen.points(before));
            all.addAll(Chosen.points(chosen));
            makeRoom(experiment, latest, drawn, all);
        }
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < chosen.size(); i++) {
            numbers.add(first + i);
        }
        return numbers;
    }

    /** A round of a finite space has as many trials as there are points left, and these. */
    private void makeRoom(Experiment experiment, Round latest, int drawn, List<Parameters> waiting) {
        Plan plan = experiment.plan();
        int most = plan.trialsOf(latest.number());
        if (latest.planned() < most) {
            Tried all =
                    tried.before(plan, experiment.id(), latest.space(), drawn).with(waiting);
            latest.plan((int) Math.min(
                    most, latest.trialCount() + waiting.size() + all.left().orElse(most)));
        }
    }

    /**
     * All trials of the round are drawn. A point that waits anyway comes first; others are added while the round has fewer trials than its
     * share of the budget, as one of a finite space may; then they take the places of the last trials that have not started; and where all
     * have, they wait for the next round.
     */
    private List<Integer> among(Experiment experiment, Round latest, List<Chosen> chosen) {
        List<Trials.Draw> draws = packed(experiment, chosen);
        Map<Parameters, Integer> waiting = trials.waitingAt(experiment, Chosen.points(chosen));
        requireOwnPoints(experiment, latest, chosen, waiting);
        Integer[] numbers = new Integer[chosen.size()];
        List<Integer> others = new ArrayList<>();
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = waiting.remove(draws.get(i).parameters());
            if (numbers[i] == null) {
                others.add(i);
            } else {
                trials.replace(experiment, numbers[i], draws.get(i));
            }
        }
        int added = latest.finishedAt().isPresent()
                ? 0
                : Math.min(others.size(), experiment.plan().trialsOf(latest.number()) - latest.planned());
        for (int i : others.subList(0, added)) {
            numbers[i] = latest.lastTrial() + 1;
            latest.plan(latest.planned() + 1);
            trials.draw(experiment, latest, List.of(draws.get(i)));
        }
        List<Integer> rest = others.subList(added, others.size());
        List<Integer> places = new ArrayList<>(trials.lastUntouched(experiment, rest.size()));
        Collections.reverse(places);
        for (int i = 0; i < places.size(); i++) {
            numbers[rest.get(i)] = places.get(i);
            trials.replace(experiment, places.get(i), draws.get(rest.get(i)));
        }
        List<Integer> toCome = rest.subList(places.size(), rest.size());
        if (!toCome.isEmpty()) {
            List<Integer> last =
                    later(experiment, latest, toCome.stream().map(chosen::get).toList());
            for (int i = 0; i < last.size(); i++) {
                numbers[toCome.get(i)] = last.get(i);
            }
        }
        return List.of(numbers);
    }

    private List<Trials.Draw> packed(Experiment experiment, List<Chosen> chosen) {
        RoundTrials.Batch batch = roundTrials.next(experiment, chosen);
        experiment.packedInto(batch.lanes());
        return batch.drawn();
    }

    private static void requireOwnPoints(
            Experiment experiment, Round latest, List<Chosen> chosen, Map<Parameters, Integer> waiting) {
        Sampler sampler = experiment.plan().drawingSampler();
        if (sampler.size(latest.space()).isEmpty()) {
            return;
        }
        Set<Parameters> seen = new HashSet<>();
        for (int i = 0; i < chosen.size(); i++) {
            Parameters point = chosen.get(i).point();
            if (!waiting.containsKey(point) || !seen.add(point)) {
                throw new InvalidField(
                        "points[" + i + "]",
                        FieldCode.CONFLICT,
                        "must be one that waits, for " + sampler.type()
                                + " tries each of its own points once and no others");
            }
        }
    }

    private Round latest(Experiment experiment) {
        List<Round> all = rounds.ofExperiment(experiment.id());
        return all.get(all.size() - 1);
    }
}
