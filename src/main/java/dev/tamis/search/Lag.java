package dev.tamis.search;

import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Parameters;
import dev.tamis.space.SearchSpace;
import dev.tamis.space.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a sampler that learns stays reproducible: trial n is drawn once all trials up to n - L have ended, from exactly their results
 * and the points of the trials between. Results that came earlier than that are not looked at.
 *
 * <pre>
 * L = 3                0 1 2 3 4 5 6
 * have ended           x x . x x          2 is under way, and all before it have ended
 * may be drawn         . . . . .          up to 4 = 2 + 3 - 1
 * trial 4 is drawn of  x x                and the points of 2 and 3, though 3 has ended
 * </pre>
 *
 * <p>So at most L trials are under way, and a draw is a function of seed, L and results: the same on one node or twenty, in
 * whatever order trials end.
 *
 * @param trials L, 1 to 200: at 1, each trial waits for the end of the one before
 */
public record Lag(int trials) {

    /** The largest: a draw takes the longer the more trials are under way. */
    public static final int FURTHEST = 200;

    /** How many points are computed before anybody looks whether they are still wanted. */
    private static final int MOST_AT_ONCE = 64;

    public Lag {
        if (trials < 1 || trials > FURTHEST) {
            throw new InvalidField(
                    "lag", FieldCode.OUT_OF_RANGE, "must be >= 1 and <= " + FURTHEST + ", but got " + trials);
        }
    }

    /** @param setting of a sampler; null: as many as there are parallel trials, so that none of up to 200 waits for want of a point */
    public static Lag of(Integer setting, int parallelTrials) {
        return new Lag(setting == null ? Math.min(parallelTrials, FURTHEST) : setting);
    }

    /**
     * A trial that has been drawn.
     *
     * @param ended whether it has ended, for good
     * @param outcome see {@link History.Ended}; empty while it has not ended
     */
    public record Drawn(Parameters point, boolean ended, Optional<Outcome> outcome) {

        /** One that has just been drawn. */
        public static Drawn now(Parameters point) {
            return new Drawn(point, false, Optional.empty());
        }
    }

    /**
     * A round as a whole.
     *
     * @param seed the experiment's, derived for the round
     * @param first number of its first trial
     * @param planned how many it shall have
     * @param before what was tried before it; not to be changed
     * @param prior what was known before it
     */
    public record Round(SearchSpace space, Seed seed, int first, int planned, Tried before, Prior prior) {

        /** Before which nothing was known. */
        public Round(SearchSpace space, Seed seed, int first, int planned, Tried before) {
            this(space, seed, first, planned, before, Prior.NONE);
        }

        /** Before which nothing was tried. */
        public Round(SearchSpace space, Seed seed, int first, int planned) {
            this(space, seed, first, planned, Tried.nothing(space));
        }
    }

    /**
     * How many trials of a round may have been drawn.
     *
     * @param ended how many of its first have ended, without a gap
     */
    public int reach(int ended, int planned) {
        return (int) Math.min(planned, (long) ended + trials);
    }

    /**
     * The points of the next trials that may be drawn now and have not been, in the order of their numbers, so many at most that a pause
     * or the end of the experiment is soon noticed. What a trial's point is does not depend on when this is asked.
     *
     * @param drawn the round's trials so far, from its first and without a gap
     */
    public List<Parameters> draw(Sampler sampler, Round round, List<Drawn> drawn) {
        return draw(sampler, round, drawn, List.of());
    }

    /**
     * The same where somebody has chosen points: they come first, in their order, tried before or not.
     *
     * @param chosen points of the next trials
     */
    public List<Parameters> draw(Sampler sampler, Round round, List<Drawn> drawn, List<Parameters> chosen) {
        List<History.Ended> ended = ended(round, drawn);
        List<History.UnderWay> all = new ArrayList<>();
        for (int i = 0; i < drawn.size(); i++) {
            all.add(new History.UnderWay(round.first() + i, drawn.get(i).point()));
        }
        Tried tried = round.before().with(drawn.stream().map(Drawn::point).toList());
        List<Parameters> points = new ArrayList<>();
        int end = Math.min(reach(ended.size(), round.planned()), drawn.size() + MOST_AT_ONCE);
        for (int i = drawn.size(); i < end; i++) {
            int known = Math.max(0, i + 1 - trials);
            int number = round.first() + i;
            Parameters point;
            if (points.size() < chosen.size()) {
                point = chosen.get(points.size());
                tried.add(point);
            } else {
                History history = round.prior()
                        .with(
                                round.space(),
                                History.within(round.space(), ended.subList(0, known), all.subList(known, i)),
                                i);
                Parameters wanted = one(sampler, new Ask(round.space(), round.seed(), number, 1, history, tried));
                point = tried.takeNear(wanted, round.seed().derive(number).derive("untried"));
            }
            points.add(point);
            all.add(new History.UnderWay(number, point));
        }
        return points;
    }

    /** Those before the first that has not ended. */
    private static List<History.Ended> ended(Round round, List<Drawn> drawn) {
        List<History.Ended> ended = new ArrayList<>();
        for (Drawn each : drawn) {
            if (!each.ended()) {
                break;
            }
            ended.add(new History.Ended(round.first() + ended.size(), each.point(), each.outcome()));
        }
        return ended;
    }

    private static Parameters one(Sampler sampler, Ask ask) {
        List<Parameters> points = sampler.draw(ask);
        if (points.size() != 1 || !ask.space().contains(points.get(0))) {
            throw new IllegalStateException(sampler.type() + " must draw one point of the space for trial "
                    + ask.first() + ", but drew " + points);
        }
        return points.get(0);
    }
}
