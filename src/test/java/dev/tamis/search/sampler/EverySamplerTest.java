package dev.tamis.search.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.tamis.search.Ask;
import dev.tamis.search.Catalogue;
import dev.tamis.search.History;
import dev.tamis.search.Lag;
import dev.tamis.search.LaggedSearch;
import dev.tamis.search.Outcome;
import dev.tamis.search.Sampler;
import dev.tamis.search.Setting;
import dev.tamis.search.Tried;
import dev.tamis.space.CategoricalDomain;
import dev.tamis.space.ConditionalSpaces;
import dev.tamis.space.Domain;
import dev.tamis.space.FloatDomain;
import dev.tamis.space.IntDomain;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Parameters;
import dev.tamis.space.Scale;
import dev.tamis.space.SearchSpace;
import dev.tamis.space.Seed;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for all samplers of the catalogue, but for the one that tests add to it. */
class EverySamplerTest {

    static Stream<Sampler> all() {
        return Catalogue.SAMPLERS.entries().stream().filter(each -> !(each instanceof LearningSampler));
    }

    static Stream<Sampler> learning() {
        return all().filter(each -> each.lag(1).isPresent());
    }

    static Stream<Sampler> several() {
        return all().filter(Sampler::takesSeveralObjectives);
    }

    /** Those that do not take the same points whatever the seed. */
    static Stream<Sampler> seeded() {
        return all().filter(each -> each.size(mixed()).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyPointLiesInTheSpaceAndNamesItsParametersInOrder(Sampler sampler) {
        List<Parameters> points = points(sampler, mixed(), 1, 4, 40);

        assertThat(points).hasSize(40).allMatch(mixed()::contains);
        assertThat(points)
                .allSatisfy(point -> assertThat(point.values().keySet())
                        .containsExactlyElementsOf(mixed().domains().keySet()));
    }

    @ParameterizedTest
    @MethodSource("seeded")
    void theSameSeedGivesTheSamePointsAndAnotherOthers(Sampler sampler) {
        List<Parameters> points = points(sampler, mixed(), 1, 4, 30);

        assertThat(points(sampler, mixed(), 1, 4, 30)).isEqualTo(points);
        assertThat(points(sampler, mixed(), 2, 4, 30)).isNotEqualTo(points);
    }

    /** 24 points, one of them far more likely than others to be drawn. */
    @ParameterizedTest
    @MethodSource("all")
    void noPointOfAFiniteSpaceIsTriedTwiceWhileAnotherIsLeft(Sampler sampler) {
        Map<String, Domain> domains = new LinkedHashMap<>();
        domains.put("hiddenUnits", new IntDomain(1, 4, Scale.LOG));
        domains.put("dropout", new FloatDomain(0, 0.2, Scale.LINEAR, OptionalDouble.of(0.1)));
        domains.put("batchNorm", new CategoricalDomain(List.of(true, false)));
        SearchSpace finite = new SearchSpace(domains);
        for (int lag : List.of(1, 5, 24)) {
            for (long seed = 0; seed < 5; seed++) {
                List<Parameters> points = LaggedSearch.run(
                                sampler, new Lag.Round(finite, new Seed(seed), 0, 24), lag, point ->
                                        (Long) point.values().get("hiddenUnits"))
                        .stream()
                        .map(Lag.Drawn::point)
                        .toList();
                assertThat(points).doesNotHaveDuplicates().allMatch(finite::contains);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeded")
    void whatHasBeenTriedBeforeIsNotTriedAgainAndWhereNothingIsLeftPointsAreRepeated(Sampler sampler) {
        SearchSpace finite = new SearchSpace(Map.of("hiddenUnits", new IntDomain(1, 9, Scale.LINEAR)));
        Tried odd = Tried.nothing(finite)
                .with(LongStream.of(1, 3, 5, 7, 9, 11)
                        .mapToObj(units -> new Parameters(Map.of("hiddenUnits", units)))
                        .toList());
        assertThat(odd.left()).hasValue(4);
        for (int lag : List.of(1, 16)) {
            List<Long> units = LaggedSearch.run(sampler, new Lag.Round(finite, new Seed(3), 40, 7, odd), lag, point ->
                            (Long) point.values().get("hiddenUnits"))
                    .stream()
                    .map(each -> (Long) each.point().values().get("hiddenUnits"))
                    .toList();

            assertThat(units).hasSize(7);
            assertThat(units.subList(0, 4)).containsExactlyInAnyOrder(2L, 4L, 6L, 8L);
        }
        assertThat(odd.left()).as("of what was handed in").hasValue(4);
    }

    /** The test of Kolmogorov and Smirnov: of 200 draws, further away than 1.95 / sqrt(200) one in a thousand is. */
    @ParameterizedTest
    @MethodSource("seeded")
    void whatIsDrawnBeforeAnythingIsKnownIsUniformOnEachDomainsScale(Sampler sampler) {
        List<Parameters> points = IntStream.range(0, 200)
                .mapToObj(seed ->
                        sampler.draw(new Ask(mixed(), new Seed(seed), 0, 1)).get(0))
                .toList();

        for (String name : List.of("learningRate", "dropout")) {
            double[] positions = points.stream()
                    .mapToDouble(point ->
                            mixed().domain(name).positionOf(point.values().get(name)))
                    .sorted()
                    .toArray();
            double furthest = IntStream.range(0, positions.length)
                    .mapToDouble(i -> Math.max(
                            positions[i] - (double) i / positions.length, (i + 1.0) / positions.length - positions[i]))
                    .max()
                    .orElseThrow();
            assertThat(furthest).as(name).isLessThan(1.95 / Math.sqrt(200));
        }
        for (String name : List.of("hiddenLayers", "optimizer", "batchNorm", "momentum")) {
            long values = mixed().domain(name).cardinality().orElseThrow();
            assertThat(points.stream().map(point -> point.values().get(name)).distinct())
                    .as(name)
                    .hasSize((int) values);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void severalThreadsGetWhatOneGets(Sampler sampler) throws Exception {
        Ask ask = sampler.lag(4).isPresent() ? asked(30) : new Ask(mixed(), new Seed(5), 0, 30);
        List<Parameters> alone = sampler.draw(ask);
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            List<Callable<List<Parameters>>> draws = new ArrayList<>();
            IntStream.range(0, 8).forEach(i -> draws.add(() -> sampler.draw(ask)));
            for (Future<List<Parameters>> each : two.invokeAll(draws)) {
                assertThat(each.get()).isEqualTo(alone);
            }
        } finally {
            two.shutdownNow();
        }
    }

    @ParameterizedTest
    @MethodSource("learning")
    void itLearnsFromResultsAndMindsWhatIsUnderWay(Sampler sampler) {
        Ask ask = asked(30);
        History history = ask.history();
        List<History.Ended> otherwise = history.ended().stream()
                .map(each -> new History.Ended(
                        each.number(),
                        each.point(),
                        Optional.of(Outcome.of(-each.merit().orElse(-9)))))
                .toList();

        assertThat(sampler.draw(with(ask, new History(otherwise, history.underWay()))))
                .as("of opposite results")
                .isNotEqualTo(sampler.draw(ask));
        Parameters alone =
                sampler.draw(with(ask, new History(history.ended(), List.of()))).get(0);
        List<History.UnderWay> there = IntStream.range(30, 34)
                .mapToObj(number -> new History.UnderWay(number, alone))
                .toList();
        assertThat(sampler.draw(with(ask, new History(history.ended(), there))))
                .as("where four trials are at the point that it would draw")
                .isNotEqualTo(List.of(alone));
    }

    /** In memory: a table of every pair of them would be 200 MB. */
    @ParameterizedTest
    @MethodSource("learning")
    void thousandsOfChoicesAreNoTrouble(Sampler sampler) {
        SearchSpace space = new SearchSpace(Map.of(
                "choice",
                new CategoricalDomain(IntStream.range(0, 5_000)
                        .<Object>mapToObj(Long::valueOf)
                        .toList())));
        List<History.Ended> ended = IntStream.range(0, 30)
                .mapToObj(number -> new History.Ended(
                        number, new Parameters(Map.of("choice", 7L * number)), Optional.of(Outcome.of(-number))))
                .toList();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();

        assertThat(sampler.draw(new Ask(space, new Seed(1), 30, 1, new History(ended, List.of()))))
                .allMatch(space::contains);

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(100 << 20);
    }

    @ParameterizedTest
    @MethodSource("learning")
    void itBeginsAndGoesOnWhereTrialsFailOrAreAllAlike(Sampler sampler) {
        for (Optional<Outcome> outcome : List.<Optional<Outcome>>of(
                Optional.empty(), Optional.of(Outcome.of(0.5)), Optional.of(Outcome.of(-1e300)))) {
            List<Lag.Drawn> drawn = new ArrayList<>();
            for (int i = 0; i < 25; i++) {
                Parameters point = new Lag(1)
                        .draw(sampler, new Lag.Round(mixed(), new Seed(3), 7, 25), drawn)
                        .get(0);
                drawn.add(new Lag.Drawn(point, true, outcome));
            }
            assertThat(drawn.stream().map(Lag.Drawn::point).distinct()).hasSizeGreaterThan(15);
        }
    }

    /** One parameter, whose best value all of them must find. */
    @ParameterizedTest
    @MethodSource("learning")
    void itFindsABestValueOfEachKindOfDomain(Sampler sampler) {
        Map<String, Domain> domains = mixed().domains();
        Map<String, Object> best = Map.of(
                "learningRate",
                1e-3,
                "dropout",
                0.31,
                "hiddenUnits",
                200L,
                "hiddenLayers",
                4L,
                "momentum",
                0.9,
                "optimizer",
                "ADAM",
                "batchNorm",
                true);
        domains.forEach((name, domain) -> {
            double aim = domain.positionOf(best.get(name));
            SearchSpace space = new SearchSpace(Map.of(name, domain));
            double closest = LaggedSearch.run(
                            sampler,
                            new Lag.Round(space, new Seed(11), 0, 40),
                            4,
                            point -> Math.abs(domain.positionOf(point.values().get(name)) - aim))
                    .stream()
                    .mapToDouble(each -> -each.outcome().orElseThrow().merit())
                    .min()
                    .orElseThrow();
            assertThat(closest).as(name).isLessThan(0.02);
        });
    }

    @ParameterizedTest
    @MethodSource("learning")
    void settingsThatMeanNothingAreRefusedByName(Sampler sampler) {
        for (Setting setting : Setting.of(sampler)) {
            if (setting.isWhole()) {
                int least = (int) setting.meaning().low();
                assertThat(withSetting(sampler, setting.name(), least)).isNotNull();
                assertThatThrownBy(() -> withSetting(sampler, setting.name(), least - 1))
                        .rootCause()
                        .isInstanceOf(InvalidField.class)
                        .hasMessageStartingWith(setting.name());
            }
        }
        assertThat(sampler.lag(16)).contains(new Lag(16));
        assertThat(sampler.takesSeveralObjectives()).isEqualTo(!sampler.type().equals("CMA_ES"));
        assertThat(withSetting(sampler, "lag", 3).lag(16)).contains(new Lag(3));
    }

    /** Two objectives that pull apart, and a constraint that half of the space keeps to: some fail, some lack nothing. */
    @ParameterizedTest
    @MethodSource("several")
    void severalObjectivesAndConstraintsGiveTheSamePointsAtAnyOrderOfEndsAndAllInTheSpace(Sampler sampler) {
        for (int objectives : List.of(2, 3)) {
            Lag.Round round = new Lag.Round(mixed(), new Seed(9), 3, 40);
            List<Lag.Drawn> drawn = LaggedSearch.outcomes(sampler, round, 4, point -> outcome(point, objectives));

            assertThat(drawn.stream().map(Lag.Drawn::point)).hasSize(40).allMatch(mixed()::contains);
            assertThat(LaggedSearch.outcomes(sampler, round, 4, point -> outcome(point, objectives)))
                    .isEqualTo(drawn);
            if (sampler.lag(1).isPresent()) {
                // What has ended beyond the gap is not looked at.
                List<Lag.Drawn> gap = new ArrayList<>(drawn.subList(0, 30));
                gap.set(27, Lag.Drawn.now(gap.get(27).point()));
                assertThat(new Lag(4).draw(sampler, round, gap))
                        .containsExactly(drawn.get(30).point());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("several")
    void severalObjectivesInSpacesWithConditionsAndFewPointsAreNoTrouble(Sampler sampler) {
        SearchSpace finite = new SearchSpace(Map.of("hiddenUnits", new IntDomain(1, 24, Scale.LOG)));
        int size = (int) sampler.size(finite).orElse(24);
        List<Parameters> all = LaggedSearch.outcomes(sampler, new Lag.Round(finite, new Seed(1), 0, size), 5, point -> {
                    double units = (Long) point.values().get("hiddenUnits");
                    return Optional.of(new Outcome(List.of(units, -units), List.of((units - 9) / 9)));
                })
                .stream()
                .map(Lag.Drawn::point)
                .toList();
        assertThat(all).doesNotHaveDuplicates();
        for (int seed = 0; seed < 5; seed++) {
            SearchSpace space = ConditionalSpaces.any(seed);
            int trials = (int) Math.min(25, sampler.size(space).orElse(25));
            assertThat(LaggedSearch.outcomes(sampler, new Lag.Round(space, new Seed(seed), 0, trials), 3, point -> {
                        double hash = point.values().hashCode() % 100;
                        return hash < -80
                                ? Optional.empty()
                                : Optional.of(new Outcome(List.of(hash, -hash * hash), List.of(hash - 20)));
                    }))
                    .allMatch(each -> space.contains(each.point()));
        }
    }

    @ParameterizedTest
    @MethodSource("learning")
    void itGoesOnWhereNothingIsFeasibleWhereAllIsAndWhereMeritsAreHuge(Sampler sampler) {
        int objectives = sampler.takesSeveralObjectives() ? 2 : 1;
        for (double excess : List.of(1.0, 0.0, -1.0, Double.MAX_VALUE)) {
            for (double merit : List.of(0.5, -1e300, Double.MAX_VALUE)) {
                Outcome same = new Outcome(Collections.nCopies(objectives, merit), List.of(excess, excess));
                List<Lag.Drawn> drawn = LaggedSearch.outcomes(
                        sampler, new Lag.Round(mixed(), new Seed(3), 0, 18), 2, point -> Optional.of(same));
                assertThat(drawn.stream().map(Lag.Drawn::point).distinct()).hasSizeGreaterThan(12);
            }
        }
    }

    /** Where nearly all of the space is forbidden, later trials keep to the constraint far more often than chance does. */
    @ParameterizedTest
    @MethodSource("learning")
    void itLearnsWhatIsFeasible(Sampler sampler) {
        int kept = 0;
        for (int seed = 0; seed < 4; seed++) {
            List<Lag.Drawn> drawn =
                    LaggedSearch.outcomes(sampler, new Lag.Round(mixed(), new Seed(seed), 0, 60), 4, point -> {
                        double away = mixed().domain("learningRate")
                                        .positionOf(point.values().get("learningRate"))
                                - 0.7;
                        double dropout = (double) point.values().get("dropout");
                        return Optional.of(new Outcome(List.of(dropout), List.of(Math.abs(away) - 0.1)));
                    });
            kept += (int) drawn.subList(30, 60).stream()
                    .filter(each -> each.outcome().orElseThrow().isFeasible())
                    .count();
        }
        // A fifth of 120 by chance: 24, and 4.4 is the standard deviation.
        assertThat(kept).isGreaterThan(50);
    }

    private static Optional<Outcome> outcome(Parameters point, int objectives) {
        double cost = cost(point);
        double dropout = (double) point.values().get("dropout");
        if (dropout > 0.75) {
            return Optional.empty();
        }
        List<Double> merits = List.of(-cost, -dropout, (double) point.values().get("momentum"));
        return Optional.of(new Outcome(merits.subList(0, objectives), List.of(dropout - 0.5, 0.1 - cost)));
    }

    private static Sampler withSetting(Sampler sampler, String name, Integer value) {
        Class<?>[] types = Arrays.stream(sampler.getClass().getRecordComponents())
                .map(component -> (Class<?>) component.getType())
                .toArray(Class<?>[]::new);
        Object[] values = Setting.of(sampler).stream()
                .map(each -> each.name().equals(name) ? value : each.value())
                .toArray();
        try {
            return (Sampler) sampler.getClass().getConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException refused) {
            throw new IllegalStateException(refused);
        }
    }

    /** A draw after so many trials, some of which failed and four of which are under way. */
    private static Ask asked(int ended) {
        List<Parameters> points = new RandomSampler().draw(new Ask(mixed(), new Seed(8), 0, ended + 4));
        List<History.Ended> done = IntStream.range(0, ended)
                .mapToObj(i -> new History.Ended(
                        i,
                        points.get(i),
                        i % 7 == 3 ? Optional.empty() : Optional.of(Outcome.of(-cost(points.get(i))))))
                .toList();
        List<History.UnderWay> underWay = IntStream.range(ended, ended + 4)
                .mapToObj(i -> new History.UnderWay(i, points.get(i)))
                .toList();
        return with(new Ask(mixed(), new Seed(5), ended + 4, 1), new History(done, underWay));
    }

    private static Ask with(Ask ask, History history) {
        return new Ask(ask.space(), ask.roundSeed(), ask.first(), ask.count(), history);
    }

    private static List<Parameters> points(Sampler sampler, SearchSpace space, long seed, int lag, int trials) {
        return LaggedSearch.run(sampler, new Lag.Round(space, new Seed(seed), 0, trials), lag, EverySamplerTest::cost)
                .stream()
                .map(Lag.Drawn::point)
                .toList();
    }

    private static double cost(Parameters point) {
        return DoubleStream.of(
                        mixed().domain("learningRate").positionOf(point.values().get("learningRate")) - 0.3,
                        mixed().domain("dropout").positionOf(point.values().get("dropout")) - 0.6,
                        "ADAM".equals(point.values().get("optimizer")) ? 0 : 0.3)
                .map(each -> each * each)
                .sum();
    }

    private static SearchSpace mixed() {
        Map<String, Domain> domains = new LinkedHashMap<>();
        domains.put("learningRate", new FloatDomain(1e-6, 1e-1, Scale.LOG));
        domains.put("dropout", new FloatDomain(0, 0.8, Scale.LINEAR));
        domains.put("hiddenUnits", new IntDomain(16, 512, Scale.LOG));
        domains.put("hiddenLayers", new IntDomain(1, 6, Scale.LINEAR));
        domains.put("momentum", new FloatDomain(0.5, 1, Scale.LINEAR, OptionalDouble.of(0.1)));
        domains.put("optimizer", new CategoricalDomain(List.of("SGD", "MOMENTUM", "ADAM")));
        domains.put("batchNorm", new CategoricalDomain(List.of(true, false)));
        return new SearchSpace(domains);
    }
}
