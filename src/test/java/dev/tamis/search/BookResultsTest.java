package dev.tamis.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tamis.search.sampler.RandomSampler;
import dev.tamis.space.Domain;
import dev.tamis.space.FloatDomain;
import dev.tamis.space.Parameters;
import dev.tamis.space.Scale;
import dev.tamis.space.SearchSpace;
import dev.tamis.space.Seed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The published best 5 of 100 trials of Deep Learning from Scratch, chapter 6, completed with 95 worse ones: the best five
 * learning rates touch the upper edge, the weight decays say nothing.
 */
class BookResultsTest {

    private static final double[][] BEST = {
        {0.83, 0.0092, 3.86e-7},
        {0.78, 0.00956, 6.04e-7},
        {0.77, 0.00571, 1.27e-6},
        {0.74, 0.00626, 1.43e-5},
        {0.73, 0.0052, 8.97e-6}
    };

    private static final int COMPLETIONS = 200;

    /** What the 95 unpublished accuracies may have been. */
    enum Others {
        AT_CHANCE_LEVEL(position -> 0.1, 0),
        ANYTHING_WORSE(position -> 0.1, 0.6),
        ANYTHING_JUST_WORSE(position -> 0.1, 0.62),
        RISING_WITH_THE_LEARNING_RATE(position -> 0.1 + 0.5 * position * position, 0.1);

        private final DoubleUnaryOperator least;
        private final double spread;

        Others(DoubleUnaryOperator least, double spread) {
            this.least = least;
            this.spread = spread;
        }

        double accuracy(double learningRatePosition, RandomGenerator random) {
            double accuracy = least.applyAsDouble(learningRatePosition) + spread * random.nextDouble();
            return Math.round(100 * accuracy) / 100.0;
        }
    }

    @ParameterizedTest
    @EnumSource
    void theLearningRateIsExtendedUpwardsAndTheWeightDecayKept(Others others) {
        int keptDecays = 0;
        for (int seed = 0; seed < COMPLETIONS; seed++) {
            List<RangeSuggestion> suggestions = suggest(others, new Seed(seed)).suggestions();
            RangeSuggestion learningRate = suggestions.get(0);

            assertThat(learningRate.verdict()).as("seed %d", seed).isEqualTo(Verdict.SHIFT);
            FloatDomain suggested = (FloatDomain) learningRate.suggested();
            assertThat(suggested.high()).isGreaterThan(1e-2).isLessThanOrEqualTo(0.1);
            assertThat(suggested.low()).isGreaterThan(1e-5).isLessThan(0.0052);
            assertThat(learningRate.evidence().pValue()).isLessThan(0.01);
            keptDecays += suggestions.get(1).verdict() == Verdict.KEEP ? 1 : 0;
        }
        // The five published ones alone have a chance of 0.08; with 95 random ones some completions do concentrate.
        assertThat(keptDecays).isGreaterThanOrEqualTo(COMPLETIONS * 95 / 100);
    }

    private static RangeSuggestions suggest(Others others, Seed seed) {
        Map<String, Domain> domains = new LinkedHashMap<>();
        domains.put("learningRate", new FloatDomain(1e-6, 1e-2, Scale.LOG));
        domains.put("weightDecay", new FloatDomain(1e-8, 1e-4, Scale.LOG));
        SearchSpace space = new SearchSpace(domains);
        List<ScoredTrial> trials = new ArrayList<>();
        for (double[] best : BEST) {
            trials.add(
                    ScoredTrial.of(new Parameters(Map.of("learningRate", best[1], "weightDecay", best[2])), best[0]));
        }
        RandomGenerator random = seed.derive("accuracies").generator();
        for (Parameters point : new RandomSampler().draw(new Ask(space, seed, 5, 95))) {
            double position =
                    domains.get("learningRate").positionOf(point.values().get("learningRate"));
            trials.add(ScoredTrial.of(point, others.accuracy(position, random)));
        }
        return new RangeAdvisor()
                .suggest(
                        space,
                        Grounds.of(trials),
                        Ranking.accuracy(100),
                        name -> new LegalRange(0, name.equals("weightDecay"), Double.MAX_VALUE, true));
    }
}
