package dev.tamis.search;

/**
 * How a trial has gone so far.
 *
 * @param steps that it has done, 1 or more
 * @param latest merit, after the last of them
 * @param best merit after any of them
 * @param bestStep the first step after which it was that good
 */
public record Curve(int steps, Merit latest, Merit best, int bestStep) {

    /** After the first step. */
    public static Curve start(Merit merit) {
        return new Curve(1, merit, merit, 1);
    }

    /** After one more. */
    public Curve then(Merit merit) {
        boolean better = merit.compareTo(best) > 0;
        return new Curve(steps + 1, merit, better ? merit : best, better ? steps + 1 : bestStep);
    }
}
