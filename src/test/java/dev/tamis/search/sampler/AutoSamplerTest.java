package dev.tamis.search.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tamis.search.Choice;
import dev.tamis.search.Search;
import dev.tamis.space.Domain;
import dev.tamis.space.FloatDomain;
import dev.tamis.space.Scale;
import dev.tamis.space.SearchSpace;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AutoSamplerTest {

    @Test
    void aHundredTrialsOfAFewHyperparametersAreAGaussianProcesss() {
        Choice choice = choice(new AutoSampler(), 4, 100, 1, 16);

        assertThat(choice.sampler()).isEqualTo(new GpSampler());
        assertThat(choice.because())
                .isEqualTo("for 100 trials of 4 hyperparameters with 16 in flight, a Gaussian process finds most");
    }

    @Test
    void itsLagIsThatOfTheChosenOne() {
        assertThat(choice(new AutoSampler(3), 4, 100, 1, 16).sampler()).isEqualTo(new GpSampler(null, 3));
        assertThat(choice(new AutoSampler(3), 4, 5_000, 1, 16).sampler()).isEqualTo(new TpeSampler(null, null, 3));
    }

    @Test
    void whereRangesShallNarrowTrialsAreDrawnEvenly() {
        assertThat(choice(new AutoSampler(), 4, 100, 3, 16).sampler()).isEqualTo(new SobolSampler());
    }

    @Test
    void whereNearlyAllAreDrawnBeforeResultsNothingLearns() {
        assertThat(choice(new AutoSampler(), 4, 20, 1, 16).sampler()).isEqualTo(new SobolSampler());
        assertThat(choice(new AutoSampler(), 4, 21, 1, 16).sampler()).isEqualTo(new GpSampler());
        assertThat(choice(new AutoSampler(2), 4, 20, 1, 16).sampler())
                .as("with a lag of its own")
                .isEqualTo(new GpSampler(null, 2));
    }

    @Test
    void whatWouldTakeAGaussianProcessTooLongIsAParzenEstimators() {
        assertThat(choice(new AutoSampler(), 4, 1_001, 1, 16).sampler()).isEqualTo(new TpeSampler());
        assertThat(choice(new AutoSampler(), 41, 100, 1, 16).sampler()).isEqualTo(new TpeSampler());
        assertThat(choice(new AutoSampler(), 40, 1_000, 1, 16).sampler()).isEqualTo(new GpSampler());
    }

    @Test
    void severalObjectivesAreTheSameSamplersAndItSaysHowMany() {
        assertThat(choice(new AutoSampler(), 4, 100, 1, 8, 2).because())
                .isEqualTo(
                        "for 100 trials of 4 hyperparameters with 2 objectives and 8 in flight, Gaussian processes find most");
        for (int objectives = 1; objectives <= 3; objectives++) {
            for (int trials : new int[] {12, 100, 5_000}) {
                Choice choice = choice(new AutoSampler(), 4, trials, 1, 8, objectives);
                assertThat(choice.sampler())
                        .isEqualTo(choice(new AutoSampler(), 4, trials, 1, 8).sampler());
                assertThat(choice.sampler().takesSeveralObjectives()).isTrue();
            }
        }
    }

    private static Choice choice(AutoSampler auto, int hyperparameters, int trials, int rounds, int parallel) {
        return choice(auto, hyperparameters, trials, rounds, parallel, 1);
    }

    private static Choice choice(
            AutoSampler auto, int hyperparameters, int trials, int rounds, int parallel, int objectives) {
        Map<String, Domain> domains = new LinkedHashMap<>();
        IntStream.range(0, hyperparameters).forEach(i -> domains.put("x" + i, new FloatDomain(0, 1, Scale.LINEAR)));
        return auto.choice(new Search(new SearchSpace(domains), trials, rounds, parallel, objectives))
                .orElseThrow();
    }
}
