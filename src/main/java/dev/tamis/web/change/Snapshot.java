package dev.tamis.web.change;

import dev.tamis.experiment.Experiment;
import dev.tamis.people.Subject;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * An experiment at one of its changes, for all who listen to it. What they want to know of it is made when the first one asks, and
 * then once; it is as new as the experiment or newer. Used by one thread.
 */
public class Snapshot {

    private final Subject by;
    private final Experiment experiment;
    private final boolean forOthers;
    private final Map<Class<?>, Object> made = new HashMap<>();

    /** @param forOthers whether it is told to people whose the experiment is not */
    Snapshot(Subject by, Experiment experiment, boolean forOthers) {
        this.by = by;
        this.experiment = experiment;
        this.forOthers = forOthers;
    }

    /** Whether it is told to people whose the experiment is not, whoever has read it. */
    public boolean isForOthers() {
        return forOthers;
    }

    /** Who read it: what else belongs to it is read as the same. */
    public Subject by() {
        return by;
    }

    public Experiment experiment() {
        return experiment;
    }

    public long changeNumber() {
        return experiment.changeNumber();
    }

    public boolean ended() {
        return experiment.state().isFinal();
    }

    /** What is made of the experiment, by its type: whoever asks for the same gets the same. */
    public <T> T once(Class<T> type, Supplier<T> making) {
        Object known = made.get(type);
        if (known == null) {
            known = making.get();
            made.put(type, known);
        }
        return type.cast(known);
    }
}
