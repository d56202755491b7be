package dev.tamis.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tamis.space.CategoricalDomain;
import dev.tamis.space.Domain;
import dev.tamis.space.FloatDomain;
import dev.tamis.space.IntDomain;
import dev.tamis.space.NumericDomain;
import dev.tamis.space.Parameters;
import dev.tamis.space.Scale;
import dev.tamis.space.SearchSpace;
import dev.tamis.space.Seed;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RangeAdvisorTest {

    private static final Ranking MAXIMIZE = Ranking.exact(Direction.MAXIMIZE);
    private static final Domain LEARNING_RATE = new FloatDomain(1e-6, 1e-2, Scale.LOG);

    private final RangeAdvisor advisor = new RangeAdvisor();

    @Test
    void goodTrialsInTheMiddleNarrowTheRangeToRoundNumbers() {
        RangeSuggestion suggestion = suggest(LEARNING_RATE, LegalRange.ANY, 100, peakAt(0.5));

        assertThat(suggestion.verdict()).isEqualTo(Verdict.NARROW);
        FloatDomain suggested = (FloatDomain) suggestion.suggested();
        assertThat(suggested.low()).isIn(1e-5, 2e-5, 3e-5, 4e-5, 5e-5);
        assertThat(suggested.high()).isIn(2e-4, 3e-4, 4e-4, 5e-4, 1e-3);
        assertThat(suggestion.current()).isEqualTo(LEARNING_RATE);
        assertThat(suggestion.evidence().pValue()).isLessThan(1e-6);
        assertThat(suggestion.evidence().importance()).isEqualTo(1);
        assertThat(suggestion.evidence().bestAt().orElseThrow()).isCloseTo(0.5, within(0.02));
        assertThat(suggestion.evidence().basedOnTrials()).isEqualTo(100);
        assertThat(suggestion.evidence().standardError()).isZero();
        assertThat(suggestion.reason())
                .matches(
                        "(most of )?the best \\d+ of 100 trials lie between \\d+ % and \\d+ % of the log range \\(p = .*\\)");
    }

    @Test
    void goodTrialsAtTheTopShiftTheRangeUpwards() {
        RangeSuggestion suggestion = suggest(LEARNING_RATE, LegalRange.ANY, 100, peakAt(1));

        assertThat(suggestion.verdict()).isEqualTo(Verdict.SHIFT);
        FloatDomain suggested = (FloatDomain) suggestion.suggested();
        assertThat(suggested.high()).isEqualTo(0.05);
        assertThat(suggested.low()).isBetween(2e-4, 5e-3);
        assertThat(suggestion.reason()).contains("in the top", "touch its upper end: better values may lie above 0.01");
    }

    /** The optimum is at 0.003: on the linear scale a trial of 100 lies below 0.01. */
    @Test
    void aRangeOverDecadesWhoseGoodTrialsLieAtItsBottomShouldBeOnTheLogScale() {
        SearchSpace space = Trials.space("learningRate", new FloatDomain(1e-5, 1, Scale.LINEAR));
        for (int seed = 0; seed < 20; seed++) {
            List<ScoredTrial> trials = Trials.scored(
                    space,
                    seed,
                    100,
                    point -> ScoredTrial.of(
                            point, -Math.pow(Math.log10((Double) point.values().get("learningRate") / 0.003), 2)));

            RangeSuggestion suggestion = advisor.suggest(space, Grounds.of(trials), MAXIMIZE, name -> LegalRange.ANY)
                    .suggestions()
                    .get(0);

            FloatDomain suggested = (FloatDomain) suggestion.suggested();
            assertThat(suggested.scale()).as("seed %d", seed).isEqualTo(Scale.LOG);
            assertThat(suggested.low()).isEqualTo(1e-5);
            assertThat(suggested.high()).isBetween(0.01, 0.5);
            assertThat(suggestion.verdict()).isEqualTo(Verdict.NARROW);
            assertThat(suggestion.reason()).contains("use a log scale");
        }
    }

    @Test
    void goodTrialsAtTheBottomShiftTheRangeDownwards() {
        RangeSuggestion suggestion = suggest(LEARNING_RATE, LegalRange.ANY, 100, peakAt(0));

        assertThat(suggestion.verdict()).isEqualTo(Verdict.SHIFT);
        assertThat(((FloatDomain) suggestion.suggested()).low()).isBetween(1e-7, 5e-7);
        assertThat(suggestion.reason()).contains("in the bottom", "better values may lie below 1e-6");
    }

    /** A weak rise: good trials all over the range, the best of them at its end. */
    @Test
    void scatteredGoodTrialsThatTouchAnEndExtendTheRangeWithoutCuttingIt() {
        SearchSpace space = Trials.space("x", LEARNING_RATE);
        int extended = 0;
        for (int seed = 0; seed < 200; seed++) {
            RandomGenerator random = new Seed(seed).derive("values").generator();
            List<ScoredTrial> trials = Trials.scored(
                    space,
                    seed,
                    100,
                    point -> ScoredTrial.of(
                            point, Trials.accuracy(0.5 + 0.12 * Trials.position(space, point, "x"), 100, random)));
            RangeSuggestion suggestion = advisor.suggest(
                            space, Grounds.of(trials), Ranking.accuracy(100), name -> LegalRange.ANY)
                    .suggestions()
                    .get(0);
            if (suggestion.verdict() == Verdict.EXTEND) {
                extended++;
                assertThat(((FloatDomain) suggestion.suggested()).low()).isEqualTo(1e-6);
                assertThat(((FloatDomain) suggestion.suggested()).high()).isGreaterThan(1e-2);
            }
        }
        assertThat(extended).isGreaterThan(10);
    }

    @Test
    void aLegalBoundIsNeverPassedNorReachedWhereItIsExcluded() {
        Domain dropout = new FloatDomain(0, 0.9, Scale.LINEAR);

        RangeSuggestion up = suggest(dropout, new LegalRange(0, true, 1, false), 100, peakAt(1));
        RangeSuggestion down = suggest(dropout, new LegalRange(0, true, 1, false), 100, peakAt(0));
        RangeSuggestion aboveZero =
                suggest(new FloatDomain(0.1, 0.9, Scale.LINEAR), new LegalRange(0, false, 1, false), 100, peakAt(0));

        assertThat(((FloatDomain) up.suggested()).high()).isGreaterThan(0.9).isLessThan(1);
        assertThat(down.verdict()).isEqualTo(Verdict.NARROW);
        assertThat(((FloatDomain) down.suggested()).low()).isZero();
        assertThat(((FloatDomain) aboveZero.suggested()).low()).isGreaterThan(0).isLessThan(0.1);
    }

    @Test
    void aStepIsKeptAndARangeNeverBecomesAPoint() {
        IntDomain units = new IntDomain(20, 400, Scale.LINEAR, 20);

        for (double peak : new double[] {0, 0.3, 0.5, 1}) {
            Domain suggested = suggest(units, new LegalRange(1, true, 16_384, true), 200, peakAt(peak))
                    .suggested();
            IntDomain range = (IntDomain) suggested;
            assertThat(range.distance()).isEqualTo(20);
            assertThat(range.low() % 20).isZero();
            assertThat(range.low()).isGreaterThanOrEqualTo(20).isLessThan(range.high());
        }
    }

    @Test
    void aRangeOfTwoValuesStays() {
        RangeSuggestion suggestion =
                suggest(new IntDomain(3, 4, Scale.LINEAR), LegalRange.closed(3, 4), 100, peakAt(1));

        assertThat(suggestion.verdict()).isEqualTo(Verdict.KEEP);
        assertThat(suggestion.reason()).contains("less than a step");
    }

    @Test
    void logWholeNumbersStayAboveZero() {
        RangeSuggestion suggestion = suggest(new IntDomain(1, 1024, Scale.LOG), LegalRange.ANY, 100, peakAt(0));

        assertThat(suggestion.verdict()).isEqualTo(Verdict.NARROW);
        assertThat(((IntDomain) suggestion.suggested()).low()).isEqualTo(1);
    }

    /** Narrowing goes on for as many rounds as anyone could want, and every range is valid. */
    @ParameterizedTest
    @ValueSource(doubles = {0.123, 0.5, 0.98})
    void fiftyRoundsOfNarrowingNeverEndInAPoint(double peak) {
        SearchSpace space = Trials.space("x", new FloatDomain(1, 2, Scale.LINEAR));
        for (int round = 0; round < 50; round++) {
            SearchSpace current = space;
            List<ScoredTrial> trials = Trials.scored(
                    current,
                    round,
                    30,
                    point -> ScoredTrial.of(
                            point, -Math.abs((Double) point.values().get("x") - 1 - peak)));
            space = advisor.suggest(current, Grounds.of(trials), MAXIMIZE, name -> LegalRange.closed(1, 2))
                    .suggestedSpace();
        }

        NumericDomain last = (NumericDomain) space.domains().get("x");
        assertThat(last.lowest()).isLessThan(last.highest()).isCloseTo(1 + peak, within(1e-6));
    }

    @Test
    void aRegionOfDivergenceIsCutOffAndNeverExtendedInto() {
        SearchSpace space = Trials.space("learningRate", new FloatDomain(1e-4, 10, Scale.LOG));
        List<ScoredTrial> trials = Trials.scored(space, 1, 100, point -> {
            double learningRate = (Double) point.values().get("learningRate");
            return learningRate > 0.5 ? ScoredTrial.failed(point) : ScoredTrial.of(point, Math.log10(learningRate));
        });

        RangeSuggestion suggestion = advisor.suggest(space, Grounds.of(trials), MAXIMIZE, name -> LegalRange.ANY)
                .suggestions()
                .get(0);

        FloatDomain suggested = (FloatDomain) suggestion.suggested();
        assertThat(suggestion.verdict()).isEqualTo(Verdict.NARROW);
        assertThat(suggested.high()).isBetween(0.3, 0.7);
        assertThat(suggestion.reason()).contains("trials fail more often than not");
    }

    @Test
    void divergenceAloneCutsTheRange() {
        SearchSpace space = Trials.space("learningRate", new FloatDomain(1e-4, 10, Scale.LOG));
        List<ScoredTrial> trials = Trials.scored(space, 1, 60, point -> {
            double learningRate = (Double) point.values().get("learningRate");
            return learningRate < 0.001 ? ScoredTrial.failed(point) : ScoredTrial.of(point, 0.5);
        });

        RangeSuggestion suggestion = advisor.suggest(space, Grounds.of(trials), MAXIMIZE, name -> LegalRange.ANY)
                .suggestions()
                .get(0);

        assertThat(((FloatDomain) suggestion.suggested()).low()).isBetween(5e-4, 2e-3);
        assertThat(((FloatDomain) suggestion.suggested()).high()).isEqualTo(10);
    }

    @Test
    void failuresOfAnEarlierRoundBeyondTheEndForbidToExtend() {
        SearchSpace space = Trials.space("x", LEARNING_RATE);
        List<ScoredTrial> latest =
                Trials.scored(space, 1, 100, point -> ScoredTrial.of(point, Trials.position(space, point, "x")));
        ScoredTrial diverged = ScoredTrial.failed(new Parameters(Map.of("x", 0.1)));

        RangeSuggestion suggestion = advisor.suggest(
                        space, new Grounds(latest, List.of(diverged)), MAXIMIZE, name -> LegalRange.ANY)
                .suggestions()
                .get(0);

        assertThat(suggestion.verdict()).isEqualTo(Verdict.NARROW);
        assertThat(((FloatDomain) suggestion.suggested()).high()).isEqualTo(1e-2);
    }

    @Test
    void aChoiceThatIsSignificantlyWorseIsDropped() {
        RangeSuggestion suggestion = suggestChoice(Map.of("SGD", 0.8, "ADAM", 0.8, "ADAGRAD", 0.3));

        assertThat(suggestion.verdict()).isEqualTo(Verdict.NARROW);
        assertThat(suggestion.suggested()).isEqualTo(new CategoricalDomain(List.of("SGD", "ADAM")));
        assertThat(suggestion.evidence().pValue()).isLessThan(0.01);
        assertThat(suggestion.reason()).contains("ADAGRAD");
    }

    @Test
    void choicesThatAreAlikeAreKept() {
        RangeSuggestion suggestion = suggestChoice(Map.of("SGD", 0.8, "ADAM", 0.8, "ADAGRAD", 0.8));

        assertThat(suggestion.verdict()).isEqualTo(Verdict.KEEP);
        assertThat(suggestion.suggested()).isEqualTo(suggestion.current());
    }

    @Test
    void aChoiceThatIsBadAsARuleButOnceBestIsKept() {
        SearchSpace space = choices();
        boolean[] wasBest = new boolean[1];
        List<ScoredTrial> trials = Trials.scored(space, 1, 90, point -> {
            if (!point.values().get("optimizer").equals("ADAM")) {
                return ScoredTrial.of(point, 0.5 + 0.001 * point.hashCode() / Integer.MAX_VALUE);
            }
            double value = wasBest[0] ? 0.1 : 0.9;
            wasBest[0] = true;
            return ScoredTrial.of(point, value);
        });

        RangeSuggestion suggestion = advisor.suggest(space, Grounds.of(trials), MAXIMIZE, name -> LegalRange.ANY)
                .suggestions()
                .get(0);

        assertThat(suggestion.suggested().contains("ADAM")).isTrue();
    }

    @Test
    void fewTrialsKeepEverythingAndSaySo() {
        kept(suggest(LEARNING_RATE, LegalRange.ANY, 9, peakAt(0.5)), "only 9 trials lie in these ranges");
        kept(suggest(LEARNING_RATE, LegalRange.ANY, 0, peakAt(0.5)), "only 0 trials");
    }

    @Test
    void trialsThatAllFailedKeepEverythingAndSaySo() {
        SearchSpace space = Trials.logSpace(2);
        List<ScoredTrial> trials = Trials.scored(space, 1, 50, ScoredTrial::failed);

        RangeSuggestions suggestions = advisor.suggest(space, Grounds.of(trials), MAXIMIZE, name -> LegalRange.ANY);

        assertThat(suggestions.keepsAll()).isTrue();
        assertThat(suggestions.suggestedSpace()).isEqualTo(space);
        assertThat(suggestions.suggestions()).allSatisfy(suggestion -> {
            kept(suggestion, "all 50 trials failed");
            assertThat(suggestion.evidence().bestAt()).isEmpty();
        });
    }

    @Test
    void equalValuesKeepEverythingAndSaySo() {
        kept(
                suggest(LEARNING_RATE, LegalRange.ANY, 50, position -> 0.1),
                "all 50 completed trials have the same value");
    }

    @Test
    void accuraciesThatCannotBeToldApartKeepEverythingAndSaySo() {
        SearchSpace space = Trials.space("x", LEARNING_RATE);
        // From 0.58 to 0.62 along the range, where 100 images tell 0.05 apart at best.
        List<ScoredTrial> trials = Trials.scored(
                space, 1, 50, point -> ScoredTrial.of(point, 0.58 + 0.04 * Trials.position(space, point, "x")));

        kept(
                advisor.suggest(space, Grounds.of(trials), Ranking.accuracy(100), name -> LegalRange.ANY)
                        .suggestions()
                        .get(0),
                "differ no more than their standard error");
        assertThat(advisor.suggest(space, Grounds.of(trials), Ranking.accuracy(100_000), name -> LegalRange.ANY)
                        .keepsAll())
                .isFalse();
    }

    @Test
    void minimisingIsMaximisingTheOpposite() {
        SearchSpace space = Trials.space("x", LEARNING_RATE);
        ToDoubleFunction<Double> peak = peakAt(0.4);
        Function<Double, List<ScoredTrial>> trials = sign -> Trials.scored(
                space,
                1,
                60,
                point -> ScoredTrial.of(point, sign * peak.applyAsDouble(Trials.position(space, point, "x"))));

        assertThat(advisor.suggest(
                        space,
                        Grounds.of(trials.apply(-1.0)),
                        Ranking.exact(Direction.MINIMIZE),
                        name -> LegalRange.ANY))
                .isEqualTo(advisor.suggest(space, Grounds.of(trials.apply(1.0)), MAXIMIZE, name -> LegalRange.ANY));
    }

    @Test
    void earlierTrialsInsideTheRangesCountAndThoseOutsideDoNot() {
        SearchSpace space = Trials.space("x", LEARNING_RATE);
        SearchSpace wider = Trials.space("x", new FloatDomain(1e-8, 1, Scale.LOG));
        Function<Parameters, ScoredTrial> score = point -> ScoredTrial.of(
                point, -Math.abs(Math.log10((Double) point.values().get("x")) + 4));
        List<ScoredTrial> earlier = Trials.scored(wider, 1, 100, score);
        int inside = (int) earlier.stream()
                .filter(trial -> space.contains(trial.parameters()))
                .count();

        RangeSuggestion suggestion = advisor.suggest(
                        space,
                        new Grounds(Trials.scored(space, 2, 30, score), earlier),
                        MAXIMIZE,
                        name -> LegalRange.ANY)
                .suggestions()
                .get(0);

        assertThat(inside).isBetween(30, 70);
        assertThat(suggestion.evidence().basedOnTrials()).isEqualTo(30 + inside);
    }

    @Test
    void mixedSpacesKeepTheirOrder() {
        Map<String, Domain> domains = new LinkedHashMap<>();
        domains.put("optimizer", new CategoricalDomain(List.of("SGD", "ADAM")));
        domains.put("learningRate", LEARNING_RATE);
        domains.put("batchNorm", new CategoricalDomain(List.of(true, false)));
        domains.put("dropout", new FloatDomain(0, 0.5, Scale.LINEAR, OptionalDouble.of(0.1)));
        SearchSpace space = new SearchSpace(domains);
        List<ScoredTrial> trials = Trials.scored(
                space, 1, 80, point -> ScoredTrial.of(point, Trials.position(space, point, "learningRate")));

        RangeSuggestions suggestions = advisor.suggest(space, Grounds.of(trials), MAXIMIZE, name -> LegalRange.ANY);

        assertThat(suggestions.suggestions().stream().map(RangeSuggestion::parameter))
                .containsExactly("optimizer", "learningRate", "batchNorm", "dropout");
        assertThat(suggestions.suggestedSpace().domains().keySet())
                .containsExactly("optimizer", "learningRate", "batchNorm", "dropout");
        assertThat(suggestions.suggestions().stream().map(RangeSuggestion::verdict))
                .containsExactly(Verdict.KEEP, Verdict.SHIFT, Verdict.KEEP, Verdict.KEEP);
    }

    private RangeSuggestion suggest(
            Domain domain, LegalRange legal, int trials, ToDoubleFunction<Double> valueAtPosition) {
        SearchSpace space = Trials.space("x", domain);
        List<ScoredTrial> scored = Trials.scored(
                space,
                1,
                trials,
                point -> ScoredTrial.of(point, valueAtPosition.applyAsDouble(Trials.position(space, point, "x"))));
        return advisor.suggest(space, Grounds.of(scored), MAXIMIZE, name -> legal)
                .suggestions()
                .get(0);
    }

    private RangeSuggestion suggestChoice(Map<String, Double> chances) {
        SearchSpace space = choices();
        RandomGenerator random = new Seed(4).generator();
        List<ScoredTrial> trials = Trials.scored(
                space,
                1,
                90,
                point -> ScoredTrial.of(
                        point, Trials.accuracy(chances.get(point.values().get("optimizer")), 100, random)));
        return advisor.suggest(space, Grounds.of(trials), MAXIMIZE, name -> LegalRange.ANY)
                .suggestions()
                .get(0);
    }

    private static SearchSpace choices() {
        return Trials.space("optimizer", new CategoricalDomain(List.of("SGD", "ADAM", "ADAGRAD")));
    }

    private static ToDoubleFunction<Double> peakAt(double peak) {
        return position -> -(position - peak) * (position - peak);
    }

    private static void kept(RangeSuggestion suggestion, String reason) {
        assertThat(suggestion.verdict()).isEqualTo(Verdict.KEEP);
        assertThat(suggestion.suggested()).isEqualTo(suggestion.current());
        assertThat(suggestion.reason()).contains(reason);
    }

    /**
     * Where regions are looked for, every good trial is a place where they may part: a hundred times as many trials took minutes. In
     * processor time, and as a ratio: how long one call takes says more of the machine.
     */
    @Test
    void tenTimesAsManyTrialsOfFourteenHyperparametersTakeAboutTenTimesAsLong() {
        timeToNarrow(1_000);

        assertThat((double) timeToNarrow(100_000) / timeToNarrow(10_000)).isLessThan(40);
    }

    private static long timeToNarrow(int count) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        SearchSpace space = Trials.logSpace(14);
        List<ScoredTrial> trials = Trials.scored(space, 1, count, point -> {
            double position = Trials.position(space, point, "p0");
            return position > 0.97 ? ScoredTrial.failed(point) : ScoredTrial.of(point, -Math.abs(position - 0.3));
        });
        long before = threads.getCurrentThreadCpuTime();

        RangeSuggestion suggestion = new RangeAdvisor()
                .suggest(space, Grounds.of(trials), Ranking.exact(Direction.MAXIMIZE), name -> LegalRange.ANY)
                .suggestions()
                .get(0);

        assertThat(suggestion.verdict()).isEqualTo(Verdict.NARROW);
        return threads.getCurrentThreadCpuTime() - before;
    }
}
