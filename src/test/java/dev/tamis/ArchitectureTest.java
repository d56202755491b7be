package dev.tamis;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.tamis.people.Subject;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.stereotype.Component;

/** Package = module: the dependency table of the design, and who may see which library. */
class ArchitectureTest {

    private static final String ROOT = "dev.tamis";
    /** Annotations that are read by the compiler alone. */
    private static final String NULLNESS = "org.jspecify.annotations..";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    /** Every arrow that there is, and no other: an arrow that goes away must go from the table too. */
    private static final Map<String, Set<String>> TABLE = Map.ofEntries(
            Map.entry("space", Set.of()),
            Map.entry("people", Set.of("space")),
            Map.entry("quota", Set.of("space", "backup")),
            Map.entry("search", Set.of("space")),
            Map.entry("backup", Set.of("people", "space")),
            Map.entry("dataset", Set.of("people", "quota", "space", "backup")),
            Map.entry("experiment", Set.of("people", "backup", "quota", "space", "search")),
            Map.entry("mlp", Set.of("space", "search", "dataset", "experiment")),
            Map.entry("results", Set.of("people", "space", "search", "experiment")),
            Map.entry("outage", Set.of()),
            Map.entry("scheduling", Set.of("space", "backup", "dataset", "mlp", "experiment", "outage")),
            Map.entry("access", Set.of("people", "quota", "space", "backup")),
            Map.entry(
                    "web",
                    Set.of(
                            "access",
                            "people",
                            "quota",
                            "space",
                            "backup",
                            "search",
                            "dataset",
                            "mlp",
                            "experiment",
                            "results",
                            "outage")),
            Map.entry("demo", Set.of()));

    /** Within {@code web}: what serves all resources knows none of them, and resources know each other where one shows another. */
    private static final Map<String, Set<String>> ROOMS = Map.ofEntries(
            Map.entry("problem", Set.of()),
            Map.entry("http", Set.of("problem")),
            Map.entry("reading", Set.of("http", "problem")),
            Map.entry("answer", Set.of("http")),
            Map.entry("openapi", Set.of("answer", "http", "problem")),
            Map.entry("change", Set.of("http", "problem")),
            Map.entry("quota", Set.of("http")),
            Map.entry("warning", Set.of()),
            Map.entry("catalogue", Set.of("answer", "http")),
            Map.entry("session", Set.of("http", "reading")),
            Map.entry("backup", Set.of("http", "problem")),
            Map.entry("token", Set.of("answer", "http", "problem", "reading")),
            Map.entry("analysis", Set.of("answer", "http", "openapi", "problem", "reading")),
            Map.entry("dataset", Set.of("answer", "http", "problem", "reading")),
            Map.entry("searchspace", Set.of("answer", "http", "problem", "reading")),
            Map.entry(
                    "experiment",
                    Set.of("answer", "change", "http", "openapi", "problem", "reading", "searchspace", "warning")),
            Map.entry("trial", Set.of("answer", "experiment", "http", "openapi", "problem", "reading", "searchspace")),
            Map.entry(
                    "result",
                    Set.of(
                            "answer",
                            "change",
                            "experiment",
                            "http",
                            "openapi",
                            "problem",
                            "reading",
                            "searchspace",
                            "trial")),
            Map.entry("event", Set.of("change", "experiment", "http", "problem", "result")));

    /** Within {@code dataset}: what all rooms know stands above them, and knows none of them. */
    private static final Map<String, Set<String>> ROOMS_OF_DATASETS = Map.of(
            "idx", Set.of(),
            "table", Set.of(),
            "upload", Set.of("idx", "table"),
            "store", Set.of("idx", "table", "upload"));

    /** What other modules may know of datasets; all else that is public there is so for its rooms. */
    private static final String OF_DATASETS = Pattern.quote(ROOT + ".dataset.")
            + "(Dataset|Datasets|DatasetInfo|DatasetName|DatasetOrigin|Scaling|Split|LabeledData|FinalEvaluationData"
            + "|upload[.](Upload|UploadSource|PreparedTable|DatasetTooLarge)|store[.]\\w+)([$].*)?";

    private static final String PORT = Pattern.quote(ROOT + ".experiment.")
            + "(Trainable|Tunable|LegalValues|Plan|ModelSpace|DatasetChoice|Measurement|End)([$].*)?";

    @Test
    void modulesDependOnEachOtherExactlyAsTheTableSays() {
        assertThat(arrows(ROOT)).isEqualTo(new TreeMap<>(TABLE));
        assertNoCircle(TABLE);
    }

    @Test
    void roomsOfTheApiDependOnEachOtherExactlyAsTheTableSays() {
        assertThat(arrows(ROOT + ".web")).isEqualTo(new TreeMap<>(ROOMS));
        assertNoCircle(ROOMS);
        assertThat(CLASSES.stream()
                        .filter(type -> type.getPackageName().equals(ROOT + ".web"))
                        .filter(type -> !type.getSimpleName().equals("package-info")))
                .as("what has no room")
                .isEmpty();
    }

    @Test
    void roomsOfDatasetsDependOnEachOtherExactlyAsTheTableSays() {
        assertThat(arrows(ROOT + ".dataset")).isEqualTo(new TreeMap<>(ROOMS_OF_DATASETS));
        assertNoCircle(ROOMS_OF_DATASETS);
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".dataset")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".dataset.*..")
                .check(CLASSES);
    }

    @Test
    void otherModulesSeeOfDatasetsWhatIsMeantForThemAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackage(in("dataset"))
                .should()
                .dependOnClassesThat(resideInAPackage(in("dataset")).and(not(nameMatching(OF_DATASETS))))
                .check(CLASSES);
    }

    /** What knows what, by the packages directly below one. Constants that the compiler has put in place are not seen. */
    private static Map<String, Set<String>> arrows(String below) {
        Map<String, Set<String>> found = new TreeMap<>();
        for (JavaClass from : CLASSES) {
            String place = placeOf(from, below);
            if (place.isEmpty()) {
                continue;
            }
            Set<String> targets = found.computeIfAbsent(place, name -> new TreeSet<>());
            for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
                String target = placeOf(dependency.getTargetClass(), below);
                if (!target.isEmpty() && !target.equals(place)) {
                    targets.add(target);
                }
            }
        }
        return found;
    }

    private static void assertNoCircle(Map<String, Set<String>> table) {
        Map<String, Set<String>> left = new TreeMap<>(table);
        while (left.values().removeIf(targets -> Collections.disjoint(targets, left.keySet()))) {
            // who knows nobody that is left is in no circle
        }
        assertThat(left).as("what is in a circle, or leads to one").isEmpty();
    }

    @Test
    void theCoreKnowsOnlyTheJdkAndStatistics() {
        classes()
                .that()
                .resideInAPackage(in("space"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", NULLNESS, in("space"))
                .check(CLASSES);
        classes()
                .that()
                .resideInAPackage(in("dataset"))
                .and()
                .resideOutsideOfPackages(ROOT + ".dataset.store", ROOT + ".dataset.upload")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", in("space"), in("dataset"))
                .check(CLASSES);
        classes()
                .that()
                .resideInAPackage(ROOT + ".dataset.upload")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", in("space"), in("dataset"), "org.apache.commons.csv..")
                .check(CLASSES);
        classes()
                .that()
                .resideInAPackage(in("search"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        NULLNESS,
                        in("space"),
                        in("search"),
                        "org.apache.commons.statistics..",
                        "org.hipparchus..")
                .check(CLASSES);
        classes()
                .that()
                .resideInAnyPackage(ROOT + ".mlp", ROOT + ".mlp.optimizer", ROOT + ".mlp.activation")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        in("space"),
                        in("search"),
                        in("dataset"),
                        ROOT + ".experiment",
                        ROOT + ".mlp",
                        ROOT + ".mlp.optimizer",
                        ROOT + ".mlp.activation")
                .check(CLASSES);
    }

    /** Rows, transactions and claims are between experiments and who schedules them: a trainer sees plans and points. */
    @Test
    void trainersSeeThePortOfExperimentsAndNothingElse() {
        noClasses()
                .that()
                .resideInAPackage(in("mlp"))
                .should()
                .dependOnClassesThat(resideInAPackage(in("experiment")).and(not(nameMatching(PORT))))
                .check(CLASSES);
    }

    @Test
    void theCoreKnowsNoDatabase() {
        noClasses()
                .that()
                .resideInAnyPackage(in("space"), in("dataset"), in("search"), in("mlp"))
                .and()
                .resideOutsideOfPackage(ROOT + ".dataset.store")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..")
                .check(CLASSES);
    }

    /** Whatever has no zone of its own takes the machine's, and means another instant on the next machine. */
    @Test
    void nobodyTakesTimesThatHaveNoZone() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.sql\\.(Timestamp|Date|Time)|java\\.util\\.(Date|Calendar|TimeZone)"
                        + "|java\\.time\\.Local(DateTime|Date|Time)")
                .orShould()
                .callMethod(ZoneId.class, "systemDefault")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone")
                .check(CLASSES);
    }

    /** Where uploads lie is nobody's business but that of the one package that keeps them there. */
    @Test
    void theStoreOfDatasetsIsSeenByTheApiAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".dataset.store", in("web"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".dataset.store")
                .check(CLASSES);
        classes()
                .that()
                .resideInAPackage(ROOT + ".dataset.store")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        in("people"),
                        in("quota"),
                        in("space"),
                        in("dataset"),
                        ROOT + ".backup",
                        "org.springframework..",
                        "com.github.benmanes.caffeine..")
                .check(CLASSES);
    }

    @Test
    void onlyUploadsAreReadAsCsvAndOnlyTheExportWritesIt() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".dataset.upload")
                .and()
                .haveNameNotMatching(Pattern.quote(ROOT + ".web.result.Export") + "([$].*)?")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.commons.csv..")
                .check(CLASSES);
    }

    @Test
    void onlyOnePackageSeesTheTrainingLibrary() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".mlp.djl")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.djl..")
                .check(CLASSES);
    }

    /** Who somebody is stays the business of one module, until there are people: then it says so in words of its own. */
    @Test
    void onlyAccessSeesWhatItRestsOn() {
        noClasses()
                .that()
                .resideOutsideOfPackage(in("access"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework.security..")
                .check(CLASSES);
    }

    @Test
    void onlySchedulingSeesTheScheduler() {
        noClasses()
                .that()
                .resideOutsideOfPackage(in("scheduling"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.github.kagkarlsson..")
                .check(CLASSES);
    }

    /** Trials cannot reach test rows: what they are given has none, and what has them is the final exam's alone. */
    @Test
    void onlyTheFinalExamSeesTestRows() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(ROOT + ".scheduling.FinalExam")
                .and()
                .resideOutsideOfPackage(ROOT + ".dataset")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName(ROOT + ".dataset.FinalEvaluationData")
                .check(CLASSES);
        assertThat(CLASSES.get(ROOT + ".dataset.FinalEvaluationData").getDirectDependenciesToSelf())
                .as("the exam itself does read them, or the rule above watches a dead class")
                .anyMatch(dependency ->
                        dependency.getOriginClass().getSimpleName().equals("FinalExam"));
    }

    /** Rooms put test rows into a dataset; out of it they come by that one type, because nothing else is able to take them. */
    @Test
    void testRowsLeaveADatasetByOneDoor() {
        JavaClass dataset = CLASSES.get(ROOT + ".dataset.Dataset");
        JavaClass content = CLASSES.get(ROOT + ".dataset.DatasetContent");
        assertThat(callers(dataset.getMethod("test"))).containsExactly("FinalEvaluationData");
        assertThat(callers(content.getMethod("test"))).containsExactly("Dataset");
        assertThat(dataset.getMethod("test").getModifiers()).doesNotContain(JavaModifier.PUBLIC);
        assertThat(content.getMembers())
                .as("what leads out of the content")
                .noneMatch(member -> member instanceof JavaMethod
                        && member.getModifiers().contains(JavaModifier.PUBLIC)
                        && !member.getModifiers().contains(JavaModifier.STATIC))
                .noneMatch(member ->
                        member instanceof JavaField && !member.getModifiers().contains(JavaModifier.PRIVATE));
    }

    private static Set<String> callers(JavaMethod method) {
        return method.getAccessesToSelf().stream()
                .map(access -> access.getOriginOwner().getSimpleName())
                .collect(Collectors.toSet());
    }

    /** Not one of them tells anything but numbers of changes, of ids that somebody was asked for before. */
    private static final Set<String> FOR_ALL = Set.of("Experiments.versions");

    /** So that no operation can be written without an answer to the question who asks, nor the answer be left lying. */
    @Test
    void whatTheApiAsksOfExperimentsAndResultsIsToldWhoAsksAndHandsItOn() {
        Set<String> forgotten = new TreeSet<>();
        Set<String> told = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            if (Set.of("dataset", "experiment", "results").contains(placeOf(type, ROOT))
                    && type.isAnnotatedWith(Component.class)) {
                for (JavaMethod method : type.getMethods()) {
                    String name = type.getSimpleName() + "." + method.getName();
                    if (method.getAccessesToSelf().stream()
                            .noneMatch(access ->
                                    placeOf(access.getOriginOwner(), ROOT).equals("web"))) {
                        continue;
                    }
                    List<JavaClass> taken = method.getRawParameterTypes();
                    if (taken.isEmpty() || !taken.get(0).isEquivalentTo(Subject.class)) {
                        forgotten.add(name);
                    } else if (method.getCallsFromSelf().stream().noneMatch(ArchitectureTest::tellsWhoAsks)) {
                        forgotten.add(name + " keeps it");
                    } else {
                        told.add(name);
                    }
                }
            }
        }
        assertThat(forgotten).isEqualTo(FOR_ALL);
        assertThat(told).hasSizeGreaterThan(20);
    }

    private static boolean tellsWhoAsks(JavaCall<?> call) {
        return call.getTargetOwner().isEquivalentTo(Subject.class)
                || call.getTarget().getRawParameterTypes().stream()
                        .anyMatch(each -> each.isEquivalentTo(Subject.class));
    }

    private static String in(String module) {
        return ROOT + "." + module + "..";
    }

    /** The first package below another: "mlp" for dev.tamis.mlp.djl below dev.tamis; "" for what is in none. */
    private static String placeOf(JavaClass type, String below) {
        String name = type.getPackageName();
        return name.startsWith(below + ".") ? name.substring(below.length() + 1).split("\\.")[0] : "";
    }
}
