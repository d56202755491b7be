package dev.tamis.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.tamis.space.CategoricalDomain;
import dev.tamis.space.Domain;
import dev.tamis.space.FloatDomain;
import dev.tamis.space.IntDomain;
import dev.tamis.space.Parameters;
import dev.tamis.space.Scale;
import dev.tamis.space.SearchSpace;
import dev.tamis.space.Seed;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ImportanceTest {

    private static final Ranking MAXIMIZE = Ranking.exact(Direction.MAXIMIZE);
    private static final Domain LEARNING_RATE = new FloatDomain(1e-5, 1e-1, Scale.LOG);

    /** Experiments for a mean, with the seeds from 0 on; the method was made on seeds from 1,000,000 on. */
    private static final int REPETITIONS = 25;

    @Test
    void sharesSumToOneAndTheParameterThatMattersHasMostOfThem() {
        Map<String, Double> shares = importance(Trials.logSpace(3), 300, position -> -Math.abs(position - 0.3));

        assertThat(shares.values().stream().mapToDouble(Double::doubleValue).sum())
                .isCloseTo(1, within(1e-9));
        assertThat(shares.get("p0")).isGreaterThan(0.95);
    }

    @Test
    void twoParametersThatMatterAlikeShareAlike() {
        SearchSpace space = Trials.logSpace(2);
        List<ScoredTrial> trials = Trials.scored(
                space,
                5,
                5000,
                point -> ScoredTrial.of(
                        point, Trials.position(space, point, "p0") + Trials.position(space, point, "p1")));

        assertThat(importance(space, trials).get("p0")).isCloseTo(0.5, within(0.05));
    }

    /** Choices A, B: the good tenth is all A, so the divergence is 2 * (1/2 (2-1)^2) = 1; the number's is that of a half. */
    @Test
    void aChoiceThatDecidesAlikeANumberIsAsImportant() {
        SearchSpace space = space(
                "choice", new CategoricalDomain(List.of("A", "B")), "number", new FloatDomain(0, 1, Scale.LINEAR));
        List<ScoredTrial> trials = Trials.scored(space, 1, 4000, point -> {
            boolean isGood = point.values().get("choice").equals("A")
                    && (Double) point.values().get("number") < 0.5;
            return ScoredTrial.of(point, isGood ? 1 : 0);
        });

        assertThat(importance(space, trials).get("choice")).isCloseTo(0.5, within(0.05));
    }

    /**
     * 100 trials judged by 100 images each, of a decisive learning rate and of a parameter that does nothing. Over 400 seeds on
     * which the method was made the means are 0.010 to 0.020.
     */
    @ParameterizedTest(name = "{0}")
    @MethodSource("discrete")
    void aDiscreteParameterThatDoesNothingHasNoImportance(String name, Domain domain) {
        SearchSpace space = space("learningRate", LEARNING_RATE, "other", domain);

        List<Map<String, Double>> shares = shares(space, "learningRate");

        assertThat(shares)
                .filteredOn(each -> each.get("other") > each.get("learningRate"))
                .hasSizeLessThanOrEqualTo(1);
        assertThat(mean(shares, "learningRate")).isGreaterThan(0.9);
        assertThat(mean(shares, "other")).isLessThanOrEqualTo(0.06);
    }

    /** The other way round. Of 100 trials a choice among 64 has one or two: that may be too few to tell, but then it is said. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("discrete")
    void aDiscreteParameterThatDecidesComesFirst(String name, Domain domain) {
        SearchSpace space = space("learningRate", LEARNING_RATE, "other", domain);
        boolean canTell = domain instanceof IntDomain || domain.cardinality().orElseThrow() <= 40;

        List<Map<String, Double>> shares = shares(space, "other");

        assertThat(shares).allMatch(each -> each.get("learningRate") < 0.5);
        assertThat(mean(shares, "other")).isGreaterThan(canTell ? 0.9 : 0.5);
    }

    static Stream<Arguments> discrete() {
        return LongStream.of(2, 5, 10, 20, 40, 64, 65, 128)
                .boxed()
                .flatMap(values -> Stream.of(
                        Arguments.of(values + " whole numbers", new IntDomain(1, values, Scale.LINEAR)),
                        Arguments.of(
                                values + " choices",
                                new CategoricalDomain(LongStream.range(0, values)
                                        .<Object>mapToObj(i -> "choice " + i)
                                        .toList()))));
    }

    /** PED-ANOVA written once more, from the paper: continuous densities on a fine grid, or plain counts. */
    @Test
    void theDivergenceIsThatOfTheDensities() {
        FloatDomain domain = new FloatDomain(0, 1, Scale.LINEAR);
        double[] positions = new Seed(3).generator().doubles(200).toArray();
        Arrays.sort(positions, 0, 40);
        CategoricalDomain choices = new CategoricalDomain(List.of("A", "B", "C", "D"));
        double[] chosen = Arrays.stream(positions)
                .map(position -> choices.positionOf(choices.valueAt(position)))
                .toArray();

        assertThat(Density.of(domain, positions).divergence(20))
                .isCloseTo(PlainPedAnova.divergence(positions, 20), withinPercentage(5));
        assertThat(Density.of(choices, chosen).divergence(20))
                .isCloseTo(PlainPedAnova.divergenceOfCounts(chosen, 20), within(1e-9));
    }

    /** The mean of Pearson's statistic over all ways to draw 10 of 100 is (choices - 1) / 10 * 90 / 99, whatever the counts. */
    @Test
    void whatChanceGivesLiesAboveTheKnownMeanByAboutTheSpreadOfChiSquared() {
        for (int count : new int[] {2, 5, 20}) {
            CategoricalDomain choices = new CategoricalDomain(
                    IntStream.range(0, count).<Object>mapToObj(i -> (long) i).toList());
            double[] positions = IntStream.range(0, 100)
                    .mapToDouble(i -> choices.positionOf((long) (i % count)))
                    .toArray();
            double mean = (count - 1) / 10.0 * 90 / 99;

            assertThat(Density.of(choices, positions).divergenceByChance(10))
                    .isBetween(0.9 * mean, 1.1 * mean * (1 + Math.sqrt(2.0 / (count - 1))));
        }
    }

    @Test
    void whatCannotVaryHasNoImportance() {
        SearchSpace space =
                space("learningRate", LEARNING_RATE, "only", new CategoricalDomain(List.of("the only choice")));
        assertThat(mean(shares(space, "learningRate"), "only")).isZero();

        SearchSpace two = Trials.logSpace(2);
        List<ScoredTrial> constant = IntStream.range(0, 30)
                .mapToObj(i -> ScoredTrial.of(new Parameters(Map.of("p0", 3e-4, "p1", 7e-5)), i))
                .toList();
        Importance importance = importanceOf(two, constant, MAXIMIZE);
        assertThat(importance.shares().values()).containsExactly(0.0, 0.0);
        assertThat(importance.reason())
                .hasValueSatisfying(reason -> assertThat(reason).contains("no hyperparameter tells"));
    }

    @Test
    void whereRangesAreKeptForWantOfEvidenceImportanceGivesTheSameReason() {
        SearchSpace space = Trials.logSpace(2);
        RandomGenerator random = new Seed(1).generator();
        List<ScoredTrial> alike =
                Trials.scored(space, 1, 100, point -> ScoredTrial.of(point, Trials.accuracy(0.8, 100, random)));
        List<ScoredTrial> few = Trials.scored(space, 1, 9, point -> ScoredTrial.of(point, 1));
        List<ScoredTrial> equal = Trials.scored(space, 1, 100, point -> ScoredTrial.of(point, 7));
        List<ScoredTrial> failed = Trials.scored(space, 1, 20, ScoredTrial::failed);

        for (List<ScoredTrial> trials : List.of(alike, few, equal, failed, List.<ScoredTrial>of())) {
            RangeSuggestions suggestions = new RangeAdvisor()
                    .suggest(space, Grounds.of(trials), Ranking.accuracy(100), name -> LegalRange.ANY);
            assertThat(suggestions.keepsAll()).isTrue();
            assertThat(suggestions.importance().shares().values()).containsExactly(0.0, 0.0);
            assertThat(suggestions.importance().reason())
                    .hasValue(suggestions.suggestions().get(0).reason());
        }
    }

    /** Values whose noise is not known: that they are noise shows in the trials alone, and 5 % may be taken in by it. */
    @Test
    void ofPureNoiseNothingIsImportantWhereNoRangeMoves() {
        SearchSpace space =
                space("learningRate", LEARNING_RATE, "choice", new CategoricalDomain(List.of("A", "B", "C")));
        int told = 0;
        for (int seed = 0; seed < 200; seed++) {
            RandomGenerator random = new Seed(seed).derive("values").generator();
            List<ScoredTrial> trials =
                    Trials.scored(space, seed, 100, point -> ScoredTrial.of(point, random.nextGaussian()));
            told += importanceOf(space, trials, MAXIMIZE).reason().isEmpty() ? 1 : 0;
        }
        assertThat(told).isBetween(1, 20);
    }

    /** Seven trials that learned and 93 at chance level: the tenth best is no better than the worst. */
    @Test
    void fewGoodTrialsAreNotLostAmongEquals() {
        SearchSpace space = Trials.logSpace(2);
        List<ScoredTrial> trials = Trials.scored(
                space, 2, 100, point -> ScoredTrial.of(point, Trials.position(space, point, "p0") > 0.93 ? 0.9 : 0.1));
        assertThat(trials.stream().filter(trial -> trial.value().orElseThrow() > 0.5))
                .hasSizeBetween(5, 9);

        assertThat(importance(space, trials).get("p0")).isGreaterThan(0.9);
    }

    /** Whoever reads both must not be told that a hyperparameter decides a third and that chance explains all of it. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("irrelevant")
    void whatChanceExplainsByTheSuggestionHasNoImportanceBesideIt(String name, Domain domain) {
        SearchSpace space = space("learningRate", LEARNING_RATE, "other", domain);
        for (int seed = 5000; seed < 5060; seed++) {
            RangeSuggestions both = suggestions(space, seed, "learningRate");
            for (RangeSuggestion each : both.suggestions()) {
                if (each.evidence().importance() > 0) {
                    assertThat(each.verdict() != Verdict.KEEP
                                    || each.evidence().pValue() <= 0.025
                                    || each.evidence().group().isPresent())
                            .as("seed %d: %s", seed, each)
                            .isTrue();
                }
            }
        }
    }

    static Stream<Arguments> irrelevant() {
        return Stream.of(
                Arguments.of("128 choices", choices(128)),
                Arguments.of("3 choices", choices(3)),
                Arguments.of("2 whole numbers", new IntDomain(1, 2, Scale.LINEAR)),
                Arguments.of("128 whole numbers", new IntDomain(1, 128, Scale.LINEAR)),
                Arguments.of("real numbers", new FloatDomain(0, 1, Scale.LINEAR)));
    }

    private static CategoricalDomain choices(long count) {
        return new CategoricalDomain(
                LongStream.range(0, count).<Object>mapToObj(i -> "choice " + i).toList());
    }

    private static List<Map<String, Double>> shares(SearchSpace space, String decisive) {
        return IntStream.range(0, REPETITIONS)
                .mapToObj(seed -> judged(space, seed, decisive).shares())
                .toList();
    }

    private static double mean(List<Map<String, Double>> shares, String name) {
        return shares.stream().mapToDouble(each -> each.get(name)).average().orElseThrow();
    }

    private static Importance judged(SearchSpace space, long seed, String decisive) {
        return suggestions(space, seed, decisive).importance();
    }

    private static RangeSuggestions suggestions(SearchSpace space, long seed, String decisive) {
        RandomGenerator random = new Seed(seed).derive("values").generator();
        List<ScoredTrial> trials = Trials.scored(
                space,
                seed,
                100,
                point -> ScoredTrial.of(
                        point,
                        Trials.accuracy(
                                0.9 - 0.8 * Math.abs(Trials.position(space, point, decisive) - 0.7), 100, random)));
        return new RangeAdvisor().suggest(space, Grounds.of(trials), Ranking.accuracy(100), name -> LegalRange.ANY);
    }

    private static SearchSpace space(String one, Domain domain, String other, Domain otherDomain) {
        Map<String, Domain> domains = new LinkedHashMap<>();
        domains.put(one, domain);
        domains.put(other, otherDomain);
        return new SearchSpace(domains);
    }

    @Test
    void failedTrialsCountAsWorst() {
        SearchSpace space = Trials.logSpace(2);
        List<ScoredTrial> trials = Trials.scored(
                space,
                1,
                200,
                point -> Trials.position(space, point, "p1") < 0.9
                        ? ScoredTrial.failed(point)
                        : ScoredTrial.of(point, 1));

        assertThat(importance(space, trials).get("p1")).isGreaterThan(0.9);
    }

    @Test
    void tenThousandTrialsOfTenParametersAreNoTrouble() {
        Map<String, Double> shares = importance(Trials.logSpace(10), 10_000, position -> position);

        assertThat(shares).hasSize(10);
        assertThat(shares.get("p0")).isGreaterThan(0.99);
    }

    private static Map<String, Double> importance(SearchSpace space, List<ScoredTrial> trials) {
        return importanceOf(space, trials, MAXIMIZE).shares();
    }

    private static Importance importanceOf(SearchSpace space, List<ScoredTrial> trials, Ranking ranking) {
        return new RangeAdvisor()
                .suggest(space, Grounds.of(trials), ranking, name -> LegalRange.ANY)
                .importance();
    }

    private static Map<String, Double> importance(SearchSpace space, int trials, ToDoubleFunction<Double> ofP0) {
        return importance(
                space,
                Trials.scored(
                        space,
                        1,
                        trials,
                        (Parameters point) ->
                                ScoredTrial.of(point, ofP0.applyAsDouble(Trials.position(space, point, "p0")))));
    }
}
