package dev.tamis.experiment;

/**
 * What the death of a worker says of the trials that it trained.
 *
 * @param allowed how often training a trial may break off before it counts as FAILED; all times but the first must have been
 *     with it alone
 * @param counted whether it says anything: where one process has the database for itself and is there to judge, a lane that
 *     was left behind was left by itself, and nobody has died
 */
public record Deaths(int allowed, boolean counted) {

    public Deaths {
        if (allowed < 0) {
            throw new IllegalArgumentException("allowed >= 0 must hold, but got allowed=" + allowed);
        }
    }

    /** Of workers that share a database. */
    public static Deaths upTo(int allowed) {
        return new Deaths(allowed, true);
    }

    /** How many of the times it must have been alone: a death in company proves nothing, however small the limit. */
    int strikesAllowed() {
        return Math.max(1, allowed);
    }

    /**
     * Why a trial has failed with which too many workers died.
     *
     * @param times how often training it broke off
     * @param last why the last time; null where that was before reasons were kept
     */
    static String told(int times, String last) {
        String why = last == null ? "its worker died" : last;
        return times == 1 ? why : "training it broke off " + times + " times; the last time, " + why;
    }
}
