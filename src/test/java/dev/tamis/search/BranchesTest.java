package dev.tamis.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tamis.space.CategoricalDomain;
import dev.tamis.space.Condition;
import dev.tamis.space.Domain;
import dev.tamis.space.FloatDomain;
import dev.tamis.space.Parameters;
import dev.tamis.space.Scale;
import dev.tamis.space.SearchSpace;
import dev.tamis.space.Seed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Range suggestions for parameters that not every trial has. {@code -Dtamis.experiments=2000} measures more exactly. */
class BranchesTest {

    private static final long FIRST_SEED = 20_000;
    private static final int EXPERIMENTS = Integer.getInteger("tamis.experiments", 150);

    private final RangeAdvisor advisor = new RangeAdvisor();

    @Test
    void noiseMovesARangeOfABranchAsSeldomAsAnyOther() {
        double moved = LongStream.range(FIRST_SEED, FIRST_SEED + EXPERIMENTS)
                .filter(seed -> of(noise(seed), seed, "momentum").verdict() != Verdict.KEEP)
                .count();

        System.out.printf("noise moves momentum in %.4f of the experiments%n", moved / EXPERIMENTS);
        assertThat(moved / EXPERIMENTS).isLessThanOrEqualTo(0.06);
    }

    @Test
    void whatMattersInItsBranchIsFoundThere() {
        double found = LongStream.range(FIRST_SEED, FIRST_SEED + EXPERIMENTS)
                .filter(seed -> {
                    RandomGenerator random = new Seed(seed).derive("noise").generator();
                    RangeSuggestion momentum =
                            of(point -> near(point, "momentum", 0.6) + 0.1 * random.nextGaussian(), seed, "momentum");
                    FloatDomain suggested = (FloatDomain) momentum.suggested();
                    return momentum.verdict() == Verdict.NARROW && suggested.low() < 0.6 && suggested.high() > 0.6;
                })
                .count();

        System.out.printf(
                "momentum is narrowed around its best value in %.4f of the experiments%n", found / EXPERIMENTS);
        assertThat(found / EXPERIMENTS).isGreaterThan(0.85);
    }

    /** Whatever trials without it come to. */
    @Test
    void trialsThatDoNotHaveItSayNothingOfIt() {
        for (long seed = 0; seed < 20; seed++) {
            ToDoubleFunction<Parameters> inBranch = point -> near(point, "momentum", 0.8) + near(point, "rate", 0.3);
            RangeSuggestion one = of(inBranch, seed, "momentum");
            RangeSuggestion other = of(
                    point -> point.values().containsKey("momentum")
                            ? inBranch.applyAsDouble(point)
                            : 5 * (double) point.values().get("rate"),
                    seed,
                    "momentum");

            assertThat(other.suggested()).isEqualTo(one.suggested());
            assertThat(other.evidence().pValue()).isEqualTo(one.evidence().pValue());
            assertThat(other.evidence().bestAt()).isEqualTo(one.evidence().bestAt());
        }
    }

    @Test
    void ofFewerThanTenThatHaveItNothingIsSaid() {
        List<ScoredTrial> trials = Trials.scored(
                space(),
                3,
                20,
                point -> ScoredTrial.of(point, near(point, "rate", 0.3) + near(point, "momentum", 0.8)));
        long having = trials.stream()
                .filter(each -> each.parameters().values().containsKey("momentum"))
                .count();

        RangeSuggestion momentum = suggestion(trials, "momentum");

        assertThat(having).isBetween(1L, 9L);
        assertThat(momentum.verdict()).isEqualTo(Verdict.KEEP);
        assertThat(momentum.reason()).startsWith("only " + having + " trials in these ranges have it");
        assertThat(momentum.evidence().basedOnTrials()).isEqualTo((int) having);
    }

    @Test
    void whatNoChoiceThatIsLeftHasIsLeftOutAndItsReasonSaysSo() {
        List<ScoredTrial> trials = Trials.scored(
                space(),
                3,
                200,
                point -> ScoredTrial.of(
                        point, ("ADAM".equals(point.values().get("optimizer")) ? 5 : 0) + near(point, "rate", 0.3)));

        RangeSuggestions all = suggestions(trials);

        assertThat(all.suggestedSpace().domains().keySet()).containsExactly("optimizer", "rate");
        assertThat(all.suggestions()).hasSize(3);
        assertThat(suggestion(trials, "momentum").reason())
                .endsWith("it is searched no more, for no choice is left with which it is there");
        assertThat(all.basedOnTrials()).isEqualTo(200);
    }

    /** Both matter as much to a trial that has them, but only every third has the momentum. */
    @Test
    void whatFewTrialsHaveMattersLessOnTheWhole() {
        double momentum = 0;
        double rate = 0;
        for (long seed = 0; seed < 10; seed++) {
            List<ScoredTrial> trials = Trials.scored(space(), seed, 900, BranchesTest::ofBoth);
            Importance importance = suggestions(trials).importance();
            momentum += importance.of("momentum");
            rate += importance.of("rate");
        }

        assertThat(momentum).isPositive().isLessThan(0.25 * rate);
    }

    /** Where all trials have everything, conditions that always hold change nothing. */
    @Test
    void aConditionThatAlwaysHoldsChangesNothing() {
        Map<String, Domain> domains = new LinkedHashMap<>(space().domains());
        SearchSpace always = new SearchSpace(
                domains, Map.of("momentum", new Condition(Map.of("optimizer", List.of("SGD", "MOMENTUM", "ADAM")))));
        SearchSpace none = new SearchSpace(domains);
        List<ScoredTrial> trials = Trials.scored(
                none, 5, 80, point -> ScoredTrial.of(point, near(point, "momentum", 0.8) + near(point, "rate", 0.3)));

        RangeSuggestions expected = suggestions(none, trials);
        RangeSuggestions found = suggestions(always, trials);

        assertThat(found.suggestions()).isEqualTo(expected.suggestions());
        assertThat(found.importance()).isEqualTo(expected.importance());
    }

    private RangeSuggestion of(ToDoubleFunction<Parameters> value, long seed, String name) {
        return suggestion(
                Trials.scored(space(), seed, 100, point -> ScoredTrial.of(point, value.applyAsDouble(point))), name);
    }

    private RangeSuggestion suggestion(List<ScoredTrial> trials, String name) {
        return suggestions(trials).suggestions().stream()
                .filter(each -> each.parameter().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private RangeSuggestions suggestions(List<ScoredTrial> trials) {
        return suggestions(space(), trials);
    }

    private RangeSuggestions suggestions(SearchSpace space, List<ScoredTrial> trials) {
        return advisor.suggest(space, Grounds.of(trials), Ranking.exact(Direction.MAXIMIZE), name -> LegalRange.ANY);
    }

    private static ToDoubleFunction<Parameters> noise(long seed) {
        RandomGenerator random = new Seed(seed).derive("noise").generator();
        return point -> random.nextGaussian();
    }

    private static ScoredTrial ofBoth(Parameters point) {
        return ScoredTrial.of(point, near(point, "rate", 0.5) + near(point, "momentum", 0.5));
    }

    /** 0 at a value, and less the further away; 0 where there is none. */
    private static double near(Parameters point, String name, double best) {
        Object value = point.values().get(name);
        return value == null ? 0 : -4 * Math.pow((double) value - best, 2);
    }

    private static SearchSpace space() {
        Map<String, Domain> domains = new LinkedHashMap<>();
        domains.put("optimizer", new CategoricalDomain(List.of("SGD", "MOMENTUM", "ADAM")));
        domains.put("momentum", new FloatDomain(0, 1, Scale.LINEAR));
        domains.put("rate", new FloatDomain(0, 1, Scale.LINEAR));
        return new SearchSpace(domains, Map.of("momentum", new Condition(Map.of("optimizer", List.of("MOMENTUM")))));
    }
}
