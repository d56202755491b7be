package dev.tamis.search;

import dev.tamis.space.Shown;

/** Why a trial stops before its last step. */
public sealed interface Stop {

    /**
     * It is judged hopeless.
     *
     * @param reached what it has come to
     * @param needed what it should have; at least, in merit
     * @param standard who sets it, in words that follow a colon, such as "the median of 38 trials"
     */
    record Hopeless(Merit reached, Merit needed, String standard) implements Stop {

        /** The standard of who lets so many pass. */
        public static String best(int passing, int among) {
            return "the best " + (passing == 1 ? "" : passing + " ") + "of " + Shown.count(among, "trial");
        }
    }

    /** It gets no better: it is as good as it will be, and counts as it is. */
    record Settled() implements Stop {}

    /** It waits until all others have come as far: see {@link Barrier}. */
    record Held() implements Stop {}
}
