package dev.tamis.experiment;

import dev.tamis.search.Curve;
import dev.tamis.search.Direction;
import dev.tamis.search.Merit;
import dev.tamis.search.Rule;
import dev.tamis.search.Stop;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** Tells after each step of a trial whether it shall stop there. Of one try of one trial, on one thread. */
public final class Judge {

    private static final int DIGITS = 4;
    private static final int ALL_DIGITS = 17;

    private final Scoring scoring;
    private final Terms terms;
    private Curve curve;

    /**
     * What is known of a trial as it is claimed.
     *
     * @param rule its pruner's
     * @param looks steps after which others are compared with it, or it with them: they should hear of it soon
     * @param steps how many it has in all
     */
    public record Terms(Rule rule, Set<Integer> looks, int steps) {

        /** Of one that nobody stops. */
        public static final Terms NONE = new Terms(Rule.NONE, Set.of(), Integer.MAX_VALUE);

        Terms(Rule rule, Collection<Integer> looks, int steps) {
            this(rule, Set.copyOf(looks), steps);
        }

        public Terms {
            looks = Set.copyOf(looks);
        }
    }

    Judge(Scoring scoring, Terms terms) {
        this.scoring = scoring;
        this.terms = terms;
    }

    /** Of a claimed trial. */
    public static Judge of(Plan plan, Claim.Member member) {
        return new Judge(Scoring.of(plan), member.terms());
    }

    /**
     * A trial leaves.
     *
     * @param end how it has ended; empty where it has not: it waits for others
     */
    public record Leave(Optional<End> end) {}

    /** Whether others wait to hear of this step. */
    public boolean isLook(int step) {
        return terms.looks().contains(step);
    }

    /**
     * Whether the trial stops now. After its last step, or one that came to no number, its trainer says how it ended.
     *
     * @param result of the next step
     */
    public Optional<Leave> after(Measurement result) {
        Merit merit = scoring.meritOf(result.values());
        curve = curve == null ? Curve.start(merit) : curve.then(merit);
        return result.step() >= terms.steps() || result.diverged()
                ? Optional.empty()
                : terms.rule().after(curve).map(stop -> new Leave(end(stop, result.step())));
    }

    private Optional<End> end(Stop stop, int step) {
        if (stop instanceof Stop.Hopeless hopeless) {
            return Optional.of(new End.Pruned(why(hopeless, step, scoring)));
        }
        return stop instanceof Stop.Settled ? Optional.of(new End.Completed()) : Optional.empty();
    }

    /** Such as: 0.21 at epoch 3, 0.34 needed: the best 13 of 39 trials. */
    static String why(Stop.Hopeless stop, int step, Scoring scoring) {
        Direction direction = scoring.stepMetric().direction();
        String reached = "%s at epoch " + step;
        String needed = "%s";
        double one = direction.merit(stop.reached().value());
        double other = direction.merit(stop.needed().value());
        if (one == other) {
            Direction ofTie = scoring.tieMetric().direction();
            reached = number(one, DIGITS) + " at epoch " + step + " with "
                    + scoring.tieMetric().name() + " %s";
            needed = number(other, DIGITS) + " with %s";
            one = ofTie.merit(stop.reached().tie());
            other = ofTie.merit(stop.needed().tie());
        }
        int digits = DIGITS;
        while (digits < ALL_DIGITS && number(one, digits).equals(number(other, digits))) {
            digits++;
        }
        return reached.formatted(number(one, digits)) + ", " + needed.formatted(number(other, digits)) + " needed: "
                + stop.standard();
    }

    private static String number(double value, int digits) {
        return Double.isFinite(value)
                ? new BigDecimal(value)
                        .round(new MathContext(digits))
                        .stripTrailingZeros()
                        .toPlainString()
                : "no number";
    }
}
