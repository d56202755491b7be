package dev.tamis.search;

import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Parameters;
import dev.tamis.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * What earlier experiments say of a space before it is searched: trials by how good they were among their own, for what they measured
 * may be of other data. A sampler that learns is told of them as of trials of its own, of fewer and fewer the more of its own have ended,
 * and of none after 40. They may mislead: at first every other trial is drawn without them, and from eight results on they are told of
 * only while those came out as the earlier ones nearby let foresee. All of that is a function of the history that the {@link Lag} allows.
 *
 * @param trials in no order; a few dozen, for a model is fitted to all of them for each draw
 */
public record Prior(List<Rated> trials) {

    /** Nothing is known. */
    public static final Prior NONE = new Prior(List.of());

    /** So many are kept. */
    public static final int MOST = 60;

    private static final int FORGOTTEN = 40;

    /** With fewer results of its own there is no scale to put others on: they say where has been looked, and no more. */
    private static final int FEWEST_OWN = 5;

    /** Until so many of its own have ended, every other trial is drawn without: then those tell whether earlier ones mislead. */
    private static final int JUDGED = 8;

    /** The least correlation of what was foreseen and what came: with less, the earlier trials are forgotten. */
    private static final double AGREEING = 0.3;

    /** Its own first trials lie where the best earlier ones did: they are compared with so much of those. */
    private static final double COMPARED = 0.2;

    /**
     * An earlier trial.
     *
     * @param quality the share of the trials of its experiment that it was better than: 0 of the worst and of those that failed, 1 of
     *     the best
     */
    public record Rated(Parameters point, double quality) {

        public Rated {
            if (point == null) {
                throw new InvalidField("point", FieldCode.MISSING, "must have values, but got null");
            }
            if (!(quality >= 0 && quality <= 1)) {
                throw new InvalidField("quality", FieldCode.OUT_OF_RANGE, "must lie in [0, 1], but got " + quality);
            }
        }
    }

    public Prior {
        if (trials == null || trials.size() > MOST || trials.stream().anyMatch(Objects::isNull)) {
            throw new InvalidField(
                    "trials", FieldCode.OUT_OF_RANGE, "must be at most " + MOST + ", and each of them there");
        }
        trials = List.copyOf(trials);
    }

    /**
     * The history of a trial, with what is known from before.
     *
     * @param index how many trials there are before it
     * @param own what is known without
     */
    History with(SearchSpace space, History own, int index) {
        int told = told(own.ended().size());
        if (told == 0 || !isTold(space, own, index)) {
            return own;
        }
        double[] merits = own.ended().stream()
                .flatMapToDouble(each ->
                        each.merit().isPresent() ? DoubleStream.of(each.merit().getAsDouble()) : DoubleStream.empty())
                .sorted()
                .toArray();
        boolean hasScale = merits.length >= FEWEST_OWN;
        List<History.Ended> ended = new ArrayList<>();
        for (Rated each : spread(told)) {
            if (space.contains(each.point())) {
                ended.add(new History.Ended(
                        -1 - ended.size(),
                        each.point(),
                        Optional.of(Outcome.of(hasScale ? merit(each.quality(), merits) : each.quality()))));
            }
        }
        List<History.UnderWay> underWay = new ArrayList<>();
        if (hasScale) {
            ended.addAll(own.ended());
        } else {
            own.ended().forEach(each -> underWay.add(new History.UnderWay(each.number(), each.point())));
        }
        underWay.addAll(own.underWay());
        return new History(ended, underWay);
    }

    private boolean isTold(SearchSpace space, History own, int index) {
        if (own.ended().size() < JUDGED) {
            return index % 2 == 0;
        }
        List<Rated> inside =
                trials.stream().filter(each -> space.contains(each.point())).toList();
        return new Agreement(space, inside).with(own.ended()) >= AGREEING;
    }

    private int told(int ownEnded) {
        return trials.size() * Math.max(0, FORGOTTEN - ownEnded) / FORGOTTEN;
    }

    /** So many of them, evenly by rank, the best among them. */
    private List<Rated> spread(int count) {
        List<Rated> ranked = new ArrayList<>(trials);
        ranked.sort((one, other) -> Double.compare(other.quality(), one.quality()));
        List<Rated> chosen = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            chosen.add(ranked.get((int) ((long) i * ranked.size() / count)));
        }
        return chosen;
    }

    /** @param own ascending */
    private static double merit(double quality, double[] own) {
        double worst = own[0];
        double best = own[own.length - 1];
        double place = 1 - (1 - quality) / COMPARED;
        if (place < 0) {
            return worst + place * (best - worst);
        }
        double at = place * (own.length - 1);
        int below = (int) Math.min(own.length - 2, Math.floor(at));
        return own[below] + (at - below) * (own[below + 1] - own[below]);
    }
}
