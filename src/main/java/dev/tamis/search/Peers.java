package dev.tamis.search;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What is known of the trials that a trial is compared with: see {@link Headway}.
 *
 * @param bySteps by each step after which it is compared
 */
public record Peers(Map<Integer, Seen> bySteps) {

    /** Nobody. */
    public static final Peers NONE = new Peers(Map.of());

    /**
     * After one step.
     *
     * @param trials how many are known: those that came to the step, and those that ended before
     * @param reached merits of those that came to it, after it, in the order of their numbers
     */
    public record Seen(int trials, List<Merit> reached) {

        static final Seen NOBODY = new Seen(0, List.of());

        public Seen {
            reached = List.copyOf(reached);
            if (reached.size() > trials) {
                throw new IllegalArgumentException(reached.size() + " of " + trials + " trials came to a step");
            }
        }

        /** The merits, best first. */
        public List<Merit> best() {
            return reached.stream().sorted(Comparator.reverseOrder()).toList();
        }
    }

    public Peers {
        bySteps = Map.copyOf(bySteps);
    }

    /** After a step; nobody where nothing is known. */
    public Seen after(int step) {
        return bySteps.getOrDefault(step, Seen.NOBODY);
    }
}
