package dev.tamis.results;

import dev.tamis.experiment.Confirmed;
import dev.tamis.experiment.Plan;
import dev.tamis.experiment.Trial;
import java.util.List;
import java.util.Optional;

/**
 * Completed trials of one experiment.
 *
 * @param places best first
 * @param volume where there are several objectives and a trial that keeps to all constraints
 * @param confirmed what the best have come to that were trained again; empty where nobody has asked for it, and while the search goes on
 */
public record Ranked(Plan plan, List<Place> places, Optional<Volume> volume, Optional<Confirmed> confirmed) {

    /**
     * A ranked trial.
     *
     * @param front 0 for what no other is better than in all objectives, 1 for what none is once those are gone, and so on; empty with one
     *     objective, and of what breaks a constraint
     */
    public record Place(Trial trial, Optional<Integer> front) {}

    /**
     * How much of the space of objectives the front dominates.
     *
     * @param size in the product of the objectives' units
     * @param reference from which values on, of each objective
     */
    public record Volume(double size, List<Double> reference) {}

    /** Of an experiment with one objective. */
    static Ranked byOne(Plan plan, List<Trial> trials, Optional<Confirmed> confirmed) {
        return new Ranked(
                plan,
                trials.stream().map(each -> new Place(each, Optional.empty())).toList(),
                Optional.empty(),
                confirmed);
    }

    /** What a trial came to that was trained again; empty of others. */
    public Optional<Confirmed.Mean> mean(Trial trial) {
        return confirmed.flatMap(all -> all.trials().stream()
                .filter(each -> each.number() == trial.number())
                .findFirst());
    }

    /** Best first. */
    public List<Trial> trials() {
        return places.stream().map(Place::trial).toList();
    }
}
