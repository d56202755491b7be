package dev.tamis.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tamis.space.CategoricalDomain;
import dev.tamis.space.Parameters;
import dev.tamis.space.SearchSpace;
import dev.tamis.space.Seed;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CategoricalAdviceTest {

    /** 4,000 choices, 19,000 trials, half of which made one choice: 76 million pairs, none of which need be looked at. */
    @Test
    void thousandsOfChoicesCostNoMoreThanTheirTrials() {
        int count = 19_000;
        CategoricalDomain domain = new CategoricalDomain(
                IntStream.range(0, 4_000).<Object>mapToObj(i -> "choice " + i).toList());
        SearchSpace space = Trials.space("x", domain);
        RandomGenerator random = new Seed(2).generator();
        List<ScoredTrial> trials = IntStream.range(0, count)
                .mapToObj(i -> ScoredTrial.of(
                        new Parameters(
                                Map.of("x", "choice " + (i % 4 == 1 ? 9 : i % 2 == 0 ? 7 : random.nextInt(4_000)))),
                        random.nextDouble() + (i % 2 == 0 ? 2 : 0)))
                .toList();
        Sample sample = new Sample(space, trials, Ranking.exact(Direction.MAXIMIZE));
        AtomicLong looks = new AtomicLong();

        CategoricalAdvice advice =
                CategoricalAdvice.of(domain, counting(sample.choices("x"), looks), sample, AdviceSettings.DEFAULT);

        assertThat(looks.get()).isBetween((long) count, 10L * count);
        assertThat(advice.kept()).contains("choice 7");
        assertThat(advice.dropped()).containsExactly("choice 9");
    }

    /** The client wrote 16.0, the domain says 16. */
    @Test
    void aChoiceIsTheSameHoweverItsNumberIsWritten() {
        CategoricalDomain domain = new CategoricalDomain(List.of(8L, 16L));
        List<ScoredTrial> trials = IntStream.range(0, 40)
                .mapToObj(i -> ScoredTrial.of(
                        new Parameters(Map.of("x", i % 2 == 0 ? (Object) 8.0 : i % 3 == 0 ? (Object) 16.0 : 16L)),
                        i % 2 == 0 ? i : 100 + i))
                .toList();

        RangeSuggestions suggestions = new RangeAdvisor()
                .suggest(
                        Trials.space("x", domain),
                        Grounds.of(trials),
                        Ranking.exact(Direction.MAXIMIZE),
                        name -> LegalRange.ANY);

        assertThat(suggestions.suggestions().get(0).evidence().basedOnTrials()).isEqualTo(40);
        assertThat(suggestions.suggestedSpace().domains()).containsEntry("x", new CategoricalDomain(List.of(16L)));
    }

    private static List<Object> counting(List<Object> list, AtomicLong looks) {
        class Counting extends AbstractList<Object> implements RandomAccess {

            @Override
            public Object get(int index) {
                looks.incrementAndGet();
                return list.get(index);
            }

            @Override
            public int size() {
                return list.size();
            }
        }
        return new Counting();
    }
}
