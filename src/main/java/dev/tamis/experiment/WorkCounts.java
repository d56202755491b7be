package dev.tamis.experiment;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Duration;
import java.util.Optional;

/**
 * How much an experiment's trials have to do, in a measure of which only ratios count: see {@link WorkQueue#epochWork}. Changed
 * only under the lock on the experiment's row.
 */
@Embeddable
public class WorkCounts {

    @Column(name = "work_drawn")
    private double drawn;

    @Column(name = "work_left")
    private double left;

    @Column(name = "work_done")
    private double done;

    /** Whether trials carry the work of their epochs; in experiments from before they did, each epoch counts as 1. */
    @Column(name = "work_weighed")
    private boolean weighed;

    /** For JPA. */
    protected WorkCounts() {}

    static WorkCounts none() {
        WorkCounts counts = new WorkCounts();
        counts.weighed = true;
        return counts;
    }

    boolean weighed() {
        return weighed;
    }

    /** Trials have been drawn. */
    void draw(double work) {
        drawn += work;
        left += work;
    }

    /** A trial that has not started is another. */
    void exchange(double before, double now) {
        drawn += now - before;
        left = Math.max(0, left + now - before);
    }

    /** Epochs have been trained. */
    void does(double work) {
        done += work;
        spare(work);
    }

    /** Trials have ended before their last epoch. */
    void spare(double work) {
        left = Math.max(0, left - work);
    }

    /** Epochs have to be trained again. The time that they took was taken, so they stay done. */
    void lose(double work) {
        left += work;
    }

    /**
     * How long the rest takes at the pace so far.
     *
     * @param ran how long it took until now
     * @param trials how many have been drawn; those to come count like their mean
     * @param toCome how many more will be
     * @return empty while nothing has been done
     */
    Optional<Duration> remaining(Duration ran, int trials, int toCome) {
        if (done == 0 || trials == 0) {
            return Optional.empty();
        }
        double rest = left + drawn / trials * toCome;
        return Optional.of(Duration.ofMillis(Math.round(ran.toMillis() * rest / done)));
    }
}
