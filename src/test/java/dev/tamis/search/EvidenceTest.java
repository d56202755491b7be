package dev.tamis.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tamis.space.FloatDomain;
import dev.tamis.space.SearchSpace;
import dev.tamis.space.Seed;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often the advisor is wrong, over 1,000 experiments each. */
class EvidenceTest {

    private static final int EXPERIMENTS = 1000;

    private final RangeAdvisor advisor = new RangeAdvisor();

    @ParameterizedTest
    @CsvSource({"1, 25", "1, 100", "2, 100", "5, 25", "5, 100", "10, 25"})
    void noiseOfUnknownSizeMovesARangeInAtMostOneExperimentOfTwenty(int parameters, int trials) {
        SearchSpace space = Trials.logSpace(parameters);
        int changes = 0;
        for (int experiment = 0; experiment < EXPERIMENTS; experiment++) {
            RandomGenerator random = new Seed(experiment).derive("values").generator();
            changes += changes(
                    space,
                    Trials.scored(space, experiment, trials, point -> ScoredTrial.of(point, random.nextGaussian())),
                    Ranking.exact(Direction.MAXIMIZE));
        }

        assertThat(changes).isLessThanOrEqualTo(EXPERIMENTS * parameters / 20);
    }

    @ParameterizedTest
    @CsvSource({"1, 100", "2, 100", "5, 25"})
    void accuraciesThatDifferByChanceAloneMoveARangeInAtMostOneExperimentOfTwenty(int parameters, int trials) {
        SearchSpace space = Trials.logSpace(parameters);
        int changes = 0;
        for (int experiment = 0; experiment < EXPERIMENTS; experiment++) {
            RandomGenerator random = new Seed(experiment).derive("values").generator();
            changes += changes(
                    space,
                    Trials.scored(
                            space,
                            experiment,
                            trials,
                            point -> ScoredTrial.of(point, Trials.accuracy(0.6, 100, random))),
                    Ranking.accuracy(100));
        }

        assertThat(changes).isLessThanOrEqualTo(EXPERIMENTS * parameters / 20);
    }

    /** The optimum lies anywhere in the middle, or near an end; the curve is shallow or steep. */
    @ParameterizedTest
    @CsvSource({"0.1, 0.9, 0.7", "0.1, 0.9, 1.5", "0.1, 0.9, 3", "0, 0.1, 1.5", "0.9, 1, 3", "0, 1, 6"})
    void aPlantedOptimumIsHeldAndTheRangeShrinks(double from, double to, double steepness) {
        SearchSpace space = Trials.logSpace(2);
        FloatDomain range = (FloatDomain) space.domains().get("p0");
        int held = 0;
        int wrong = 0;
        double length = 0;
        for (int experiment = 0; experiment < EXPERIMENTS; experiment++) {
            RandomGenerator random = new Seed(experiment).derive("values").generator();
            double optimum = from + (to - from) * random.nextDouble();
            List<ScoredTrial> trials = Trials.scored(space, experiment, 100, point -> {
                double distance = Trials.position(space, point, "p0") - optimum;
                double chance = Math.max(0.1, 0.85 - steepness * distance * distance);
                return ScoredTrial.of(point, Trials.accuracy(chance, 100, random));
            });
            List<RangeSuggestion> suggestions = advisor.suggest(
                            space, Grounds.of(trials), Ranking.accuracy(100), name -> LegalRange.ANY)
                    .suggestions();
            FloatDomain suggested = (FloatDomain) suggestions.get(0).suggested();
            held += suggested.contains(range.valueAt(optimum)) ? 1 : 0;
            length += Math.log10(suggested.high() / suggested.low()) / 4 / EXPERIMENTS;
            wrong += suggestions.get(1).verdict() == Verdict.KEEP ? 0 : 1;
        }

        assertThat(held).as("held").isGreaterThanOrEqualTo(EXPERIMENTS * 95 / 100);
        assertThat(length).as("mean share of the former length").isLessThanOrEqualTo(0.4);
        assertThat(wrong).as("changes of the parameter that does not matter").isLessThanOrEqualTo(EXPERIMENTS / 20);
    }

    private int changes(SearchSpace space, List<ScoredTrial> trials, Ranking ranking) {
        return (int) advisor.suggest(space, Grounds.of(trials), ranking, name -> LegalRange.ANY).suggestions().stream()
                .filter(suggestion -> !suggestion.nextRound().equals(suggestion.current()))
                .count();
    }
}
