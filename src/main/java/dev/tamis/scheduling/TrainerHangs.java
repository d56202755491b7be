package dev.tamis.scheduling;

import java.time.Duration;

/** A trainer has given no sign of life for so long that nobody waits for it any more. */
final class TrainerHangs extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TrainerHangs(Duration silence) {
        super("its trainer hung: it made no step for " + inWords(silence)
                + ", which is longer than any step takes (tamis.worker.step-patience)");
    }

    private static String inWords(Duration time) {
        return time.toSeconds() < 120 ? time.toSeconds() + " s" : time.toMinutes() + " min";
    }
}
