package dev.tamis.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ConditionsTest {

    private static final Map<String, Object> OPTIMIZER =
            Map.of("type", "categorical", "choices", List.of("SGD", "MOMENTUM", "NAG"));

    @Test
    void aPointHasWhatIsThereAndNothingElse() {
        SearchSpace space = ConditionalSpaces.optimizers();

        Parameters sgd = space.point((name, domain) -> domain.valueAt(0));

        assertThat(sgd.values().keySet()).containsExactly("optimizer", "learningRate", "hiddenLayers");
        assertThat(space.contains(sgd)).isTrue();
        assertThat(space.contains(sgd.with(new Parameters(Map.of("momentum", 0.9)))))
                .as("with what is not there")
                .isFalse();
        assertThat(space.contains(sgd.with(new Parameters(Map.of("optimizer", "NAG")))))
                .as("without what is there")
                .isFalse();
        assertThat(space.contains(sgd.with(new Parameters(Map.of("optimizer", "NAG", "momentum", 0.9)))))
                .isTrue();
    }

    @Test
    void theSpacesOrderStaysAndParentsComeFirstWhereThatMatters() {
        SearchSpace space = ConditionalSpaces.optimizers();

        assertThat(space.parentsFirst())
                .containsExactly(
                        "optimizer", "momentum", "learningRate", "beta1", "hiddenLayers", "hiddenUnits", "dropout");
        assertThat(new SearchSpace(space.domains()).parentsFirst())
                .containsExactlyElementsOf(space.domains().keySet());
    }

    @Test
    void whatAConditionNamesMustBeSearchedAndHaveTheValuesThatItLists() {
        refused(with("momentum", Map.of("beta", List.of(1))), "momentum.when.beta", FieldCode.UNKNOWN_FIELD);
        refused(with("momentum", Map.of("learningRate", List.of(1))), "momentum.when.learningRate", FieldCode.CONFLICT);
        refused(
                with("momentum", Map.of("optimizer", List.of("SGD", "MOMENTUN"))),
                "momentum.when.optimizer[1]",
                FieldCode.NOT_ONE_OF);
        refused(
                with("momentum", Map.of("hiddenLayers", List.of(7, 8))),
                "momentum.when.hiddenLayers",
                FieldCode.CONFLICT);
        refused(
                with("momentum", Map.of("hiddenLayers", List.of(1, 1.5))),
                "momentum.when.hiddenLayers",
                FieldCode.WRONG_TYPE);
        assertThat(PlainForm.searchSpace(with("momentum", Map.of("hiddenLayers", List.of(2, 7))))
                        .isConditional())
                .isTrue();
    }

    @Test
    void conditionsThatAreNoneAreRefusedByTheirPath() {
        refused(with("momentum", "optimizer"), "momentum.when", FieldCode.WRONG_TYPE);
        refused(with("momentum", Map.of("optimizer", "NAG")), "momentum.when.optimizer", FieldCode.WRONG_TYPE);
        refused(with("momentum", Map.of("optimizer", List.of())), "momentum.when.optimizer", FieldCode.OUT_OF_RANGE);
        refused(
                with("momentum", Map.of("optimizer", List.of("NAG", "NAG"))),
                "momentum.when.optimizer",
                FieldCode.DUPLICATE);
        refused(
                with("momentum", Map.of("optimizer", List.of(Map.of()))),
                "momentum.when.optimizer",
                FieldCode.WRONG_TYPE);
    }

    /** Clients that are generated from the document cannot leave a map out. */
    @Test
    void anEmptyConditionIsNone() {
        assertThat(PlainForm.searchSpace(with("momentum", Map.of())).isConditional())
                .isFalse();
    }

    @Test
    void aCircleIsRefusedAtEachOfItsConditions() {
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("a", Map.of("type", "int", "low", 1, "high", 2, "when", Map.of("b", List.of(1))));
        plain.put("b", Map.of("type", "int", "low", 1, "high", 2, "when", Map.of("c", List.of(1))));
        plain.put("c", Map.of("type", "int", "low", 1, "high", 2, "when", Map.of("b", List.of(1))));
        plain.put("d", Map.of("type", "int", "low", 1, "high", 2, "when", Map.of("d", List.of(1))));

        InvalidFields refused = catchThrowableOfType(InvalidFields.class, () -> PlainForm.searchSpace(plain));

        assertThat(refused.fields()).extracting(InvalidField::field).containsExactly("b.when.c", "c.when.b");
        plain.remove("b");
        plain.remove("a");
        plain.remove("c");
        refused(plain, "d.when.d", FieldCode.CONFLICT);
    }

    @Test
    void whatCanBeThereInNoTrialIsRefused() {
        Map<String, Object> plain = with("momentum", Map.of("optimizer", List.of("NAG")));
        plain.put(
                "nesterov",
                Map.of(
                        "type",
                        "int",
                        "low",
                        1,
                        "high",
                        2,
                        "when",
                        Map.of("optimizer", List.of("SGD"), "hiddenUnits", List.of(3))));
        plain.put(
                "hiddenUnits",
                Map.of("type", "int", "low", 1, "high", 4, "when", Map.of("optimizer", List.of("MOMENTUM"))));

        refused(plain, "nesterov.when", FieldCode.CONFLICT);
    }

    @Test
    void hundredParametersEachOfWhichNamesAllOthersAreNoTrouble() {
        Map<String, Domain> domains = new LinkedHashMap<>();
        Map<String, Condition> conditions = new LinkedHashMap<>();
        for (int i = 0; i < 100; i++) {
            Map<String, List<Object>> when = new LinkedHashMap<>();
            domains.keySet().forEach(name -> when.put(name, List.of(true)));
            if (i > 0) {
                conditions.put("p" + i, new Condition(when));
            }
            domains.put("p" + i, new CategoricalDomain(List.of(true, false)));
        }

        SearchSpace space = new SearchSpace(domains, conditions);

        assertThat(FinitePoints.of(space).orElseThrow().size()).isEqualTo(101);
    }

    @Property(seed = "42", tries = 200)
    void aSpaceComesBackFromItsPlainForm(@ForAll int seed) {
        SearchSpace space = ConditionalSpaces.any(seed);

        assertThat(PlainForm.searchSpace(PlainForm.of(space))).isEqualTo(space);
        assertThat(PlainForm.storedSearchSpace(PlainForm.of(space))).isEqualTo(space);
    }

    @Property(seed = "42", tries = 200)
    void itsPointsAreCountedBranchByBranch(@ForAll int seed) {
        SearchSpace space = ConditionalSpaces.any(seed);
        Map<String, List<Object>> axes = new LinkedHashMap<>();
        space.domains().forEach((name, domain) -> axes.put(name, domain.grid(2)));

        int points = ConditionalSpaces.combinations(space, axes).size();

        assertThat(space.count(
                        name -> axes.get(name).size(),
                        (name, value) -> axes.get(name).contains(value),
                        1_000_000))
                .isEqualTo(points);
    }

    /** A narrowed space has exactly those points of the old one whose values lie in the new ranges. */
    @Property(seed = "42", tries = 200)
    void narrowerRangesKeepTheConditions(@ForAll int seed) {
        SearchSpace space = ConditionalSpaces.any(seed);
        Map<String, Domain> ranges = new LinkedHashMap<>();
        space.domains().forEach((name, domain) -> ranges.put(name, narrowed(domain, seed)));

        SearchSpace narrow = space.over(ranges);

        List<Map<String, Object>> left = new ArrayList<>();
        Map<String, List<Object>> axes = new LinkedHashMap<>();
        space.domains().forEach((name, domain) -> axes.put(name, domain.grid(3)));
        for (Map<String, Object> point : ConditionalSpaces.combinations(space, axes)) {
            boolean inRanges = point.entrySet().stream()
                    .allMatch(each -> ranges.get(each.getKey()).contains(each.getValue()));
            assertThat(narrow.contains(new Parameters(point))).as("%s", point).isEqualTo(inRanges);
            if (inRanges) {
                left.add(point);
            }
        }
        assertThat(left).isNotEmpty();
        narrow.domains()
                .keySet()
                .forEach(name -> assertThat(narrow.condition(name).isPresent())
                        .isEqualTo(space.condition(name).isPresent()));
        assertThat(PlainForm.searchSpace(PlainForm.of(narrow)))
                .as("as a client posts it back")
                .isEqualTo(narrow);
    }

    private static Domain narrowed(Domain domain, int seed) {
        return domain instanceof CategoricalDomain categorical && seed % 2 == 0
                ? new CategoricalDomain(categorical
                        .choices()
                        .subList(0, Math.max(1, categorical.choices().size() - 1)))
                : domain;
    }

    @Test
    void whatIsThereWithNoChoiceThatIsLeftIsSearchedNoMore() {
        SearchSpace space = ConditionalSpaces.optimizers();
        Map<String, Domain> ranges = new LinkedHashMap<>(space.domains());
        ranges.put("optimizer", new CategoricalDomain(List.of("SGD", "NAG")));
        ranges.put("hiddenLayers", new IntDomain(0, 1, Scale.LINEAR));

        SearchSpace narrow = space.over(ranges);

        assertThat(narrow.domains().keySet())
                .containsExactly("momentum", "optimizer", "learningRate", "hiddenLayers", "hiddenUnits");
        assertThat(narrow.condition("momentum")).contains(new Condition(Map.of("optimizer", List.of("NAG"))));
        assertThat(narrow.condition("hiddenUnits"))
                .as("whole numbers may come back")
                .isEqualTo(space.condition("hiddenUnits"));
    }

    private static Map<String, Object> with(String name, Object when) {
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("optimizer", OPTIMIZER);
        plain.put("hiddenLayers", Map.of("type", "int", "low", 0, "high", 5));
        plain.put("learningRate", Map.of("type", "float", "low", 0.1, "high", 1));
        plain.put(name, Map.of("type", "float", "low", 0.5, "high", 0.9, "when", when));
        return plain;
    }

    private static void refused(Map<String, Object> plain, String field, FieldCode code) {
        assertThatThrownBy(() -> PlainForm.searchSpace(plain))
                .isInstanceOfSatisfying(
                        InvalidFields.class,
                        refused -> assertThat(refused.fields()).singleElement().satisfies(each -> {
                            assertThat(each.field()).isEqualTo(field);
                            assertThat(each.code()).isEqualTo(code);
                        }));
    }
}
