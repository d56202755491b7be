package dev.tamis.experiment;

import static dev.tamis.experiment.Plans.aPlan;
import static dev.tamis.people.Subject.LOCAL;
import static dev.tamis.people.Visibility.PRIVATE;
import static dev.tamis.people.Visibility.SHARED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tamis.people.NotAllowed;
import dev.tamis.people.Role;
import dev.tamis.people.Subject;
import dev.tamis.people.Visibility;
import dev.tamis.results.Leaderboards;
import dev.tamis.results.StoredTrials;
import dev.tamis.results.Suggestions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;

/** What people see of each other's on every database. One subclass for each. */
@SpringBootTest(classes = PersistenceTestApplication.class)
abstract class OwnershipContract {

    private static final Pageable FIRST =
            PageRequest.of(0, 20, Sort.by("createdAt").descending().and(Sort.by("id")));

    /** Names of this test alone: others use the database too. */
    private final Subject anna = new Subject("anna " + UUID.randomUUID(), Role.SUBMITTER);

    private final Subject bert = new Subject("bert " + UUID.randomUUID(), Role.SUBMITTER);

    @Autowired
    private Experiments experiments;

    @Autowired
    private Rounds rounds;

    @Autowired
    private StoredTrials trials;

    @Autowired
    private Leaderboards leaderboards;

    @Autowired
    private Suggestions suggestions;

    @Autowired
    private FinalEvaluations finalEvaluations;

    @Autowired
    private SearchSpaces spaces;

    private Map<String, BiConsumer<Subject, UUID>> readings() {
        return Map.ofEntries(
                Map.entry("get", (by, id) -> experiments.get(by, id)),
                Map.entry("requireExisting", (by, id) -> experiments.requireExisting(by, id)),
                Map.entry("rounds", (by, id) -> rounds.of(by, id)),
                Map.entry("round", (by, id) -> rounds.get(by, id, 1)),
                Map.entry("best", (by, id) -> leaderboards.best(by, id, 1, Optional.empty())),
                Map.entry("best of a round", (by, id) -> leaderboards.best(by, id, 1, Optional.of(1))),
                Map.entry("next", (by, id) -> suggestions.next(by, id)),
                Map.entry("importance", (by, id) -> suggestions.importance(by, id)),
                Map.entry("trial", (by, id) -> trials.get(by, id, 0)),
                Map.entry(
                        "page",
                        (by, id) -> trials.page(
                                by,
                                id,
                                Optional.empty(),
                                Optional.empty(),
                                PageRequest.of(0, 1, Sort.by("id.number")))),
                Map.entry("changes", (by, id) -> trials.changedAfter(by, id, 0, 10)),
                Map.entry("points", (by, id) -> trials.points(by, id, 0, "validationLoss", point -> {})),
                Map.entry("curve", (by, id) -> trials.curve(by, id, 0)),
                Map.entry("numbered", (by, id) -> trials.numbered(by, id, List.of(0))),
                Map.entry("curves", (by, id) -> trials.curves(by, id, List.of(), (trial, curve) -> curve)),
                Map.entry("parts", (by, id) -> trials.curves(by, id, List.of())));
    }

    private Map<String, BiConsumer<Subject, UUID>> changes() {
        return Map.of(
                "pause", (by, id) -> experiments.pause(by, id),
                "resume", (by, id) -> experiments.resume(by, id),
                "cancel", (by, id) -> experiments.cancel(by, id),
                "delete", (by, id) -> experiments.delete(by, id),
                "start", (by, id) -> rounds.startNext(by, id, Optional.empty(), Optional.empty()),
                "evaluate", (by, id) -> finalEvaluations.request(by, id, OptionalInt.empty()));
    }

    @Test
    void whatIsPrivateIsNotThereForAnybodyElse() {
        UUID id = anExperimentOf(anna, PRIVATE).id();
        UUID none = UUID.randomUUID();
        List<Map<String, BiConsumer<Subject, UUID>>> all = List.of(readings(), changes());

        for (Map<String, BiConsumer<Subject, UUID>> some : all) {
            some.forEach((name, deed) -> {
                String told = refusal(deed, bert, none).getMessage();
                assertThat(refusal(deed, bert, id))
                        .as(name)
                        .isInstanceOf(NotFound.class)
                        .hasMessage(told.replace(none.toString(), id.toString()));
            });
        }
        assertThat(refusal((by, experiment) -> finalEvaluations.get(by, experiment), bert, id))
                .hasMessage("There is no experiment " + id + ".");
        assertThat(experiments.revision(bert, id)).isEmpty();
        assertThat(experiments.get(anna, id).state()).isEqualTo(ExperimentState.RUNNING);
    }

    @Test
    void whatIsSharedMayBeReadAndNotChanged() {
        UUID id = anExperimentOf(anna, SHARED).id();

        readings().forEach((name, reading) -> reading.accept(bert, id));
        changes()
                .forEach((name, change) -> assertThat(refusal(change, bert, id))
                        .as(name)
                        .isInstanceOf(NotAllowed.class)
                        .hasMessageContaining(anna.name()));
        assertThat(experiments.revision(bert, id)).isPresent();
        assertThat(experiments.get(anna, id).state()).isEqualTo(ExperimentState.RUNNING);
    }

    @Test
    void whoMayOnlyReadChangesNothingOfTheirOwnEither() {
        UUID id = anExperimentOf(anna, PRIVATE).id();
        Subject reader = new Subject(anna.name(), Role.VIEWER);

        readings().forEach((name, reading) -> reading.accept(reader, id));
        changes()
                .forEach((name, change) ->
                        assertThat(refusal(change, reader, id)).as(name).isInstanceOf(NotAllowed.class));
        assertThatThrownBy(() -> anExperimentOf(reader, PRIVATE)).isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> experiments.preview(reader, PRIVATE, aPlan().build()))
                .isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> aSpaceOf(reader, PRIVATE)).isInstanceOf(NotAllowed.class);
    }

    @Test
    void adminsReadAndChangeEverybodysAndWhatTheyMakeIsTheirOwn() {
        UUID id = anExperimentOf(anna, PRIVATE).id();

        readings().forEach((name, reading) -> reading.accept(LOCAL, id));
        assertThat(experiments.pause(LOCAL, id).owner()).isEqualTo(anna.name());
        experiments.delete(LOCAL, id);
        assertThat(refusal((by, experiment) -> experiments.get(by, experiment), anna, id))
                .isInstanceOf(NotFound.class);
        assertThat(anExperimentOf(LOCAL, PRIVATE).owner()).isEqualTo(Subject.FIRST_ADMIN);
    }

    @Test
    void listsShowOnesOwnAndWhatIsSharedInOneOrder() {
        String name = UUID.randomUUID().toString();
        List<UUID> seen = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            seen.add(0, anExperimentOf(bert, PRIVATE, name).id());
            anExperimentOf(anna, PRIVATE, name);
            seen.add(0, anExperimentOf(anna, SHARED, name).id());
        }
        ExperimentFilter filter = new ExperimentFilter(Optional.of(ExperimentState.RUNNING), name, Optional.empty());

        List<UUID> listed = new ArrayList<>();
        Pageable next = PageRequest.of(0, 3, FIRST.getSort());
        Page<Experiment> page;
        do {
            page = experiments.page(bert, filter, next, characters -> {});
            assertThat(page.getTotalElements()).isEqualTo(14);
            assertThat(experiments.revisions(bert, filter, next))
                    .extracting(Revision::id)
                    .containsExactlyElementsOf(page.map(Experiment::id));
            page.forEach(each -> listed.add(each.id()));
            next = next.next();
        } while (page.hasNext());

        assertThat(listed).containsExactlyElementsOf(seen);
        assertThat(total(bert, name, Optional.of(bert.name()))).isEqualTo(7);
        assertThat(total(bert, name, Optional.of(anna.name()))).isEqualTo(7);
        assertThat(total(anna, name, Optional.of(anna.name()))).isEqualTo(14);
        assertThat(total(anna, name, Optional.of(bert.name()))).isZero();
        assertThat(total(anna, name, Optional.empty())).isEqualTo(14);
        assertThat(total(LOCAL, name, Optional.empty())).isEqualTo(21);
        assertThat(total(LOCAL, name, Optional.of(bert.name()))).isEqualTo(7);
    }

    @Test
    void everyOrderIsThatOfAll() {
        String name = UUID.randomUUID().toString();
        for (int i = 0; i < 3; i++) {
            anExperimentOf(bert, PRIVATE, name + i);
            experiments.cancel(anna, anExperimentOf(anna, SHARED, name + i).id());
        }
        ExperimentFilter filter = new ExperimentFilter(Optional.empty(), name, Optional.empty());

        for (String property : List.of("name", "state", "createdAt", "finishedAt", "bestValue")) {
            for (Sort.Direction direction : Sort.Direction.values()) {
                Sort sort =
                        Sort.by(new Sort.Order(direction, property).nullsLast()).and(Sort.by("id"));
                assertThat(experiments.revisions(bert, filter, PageRequest.of(0, 10, sort)))
                        .as(sort.toString())
                        .extracting(Revision::id)
                        .containsExactlyElementsOf(experiments
                                .revisions(LOCAL, filter, PageRequest.of(0, 10, sort))
                                .map(Revision::id))
                        .hasSize(6);
            }
        }
    }

    @Test
    void aKeyIsOnesOwn() {
        String key = UUID.randomUUID().toString();
        UUID annas = experiments
                .submit(anna, SHARED, aPlan().build(), Optional.of(key))
                .experiment()
                .id();
        Experiments.Submission berts =
                experiments.submit(bert, PRIVATE, aPlan().named("other").build(), Optional.of(key));

        assertThat(berts.created()).isTrue();
        assertThat(experiments
                        .submit(anna, PRIVATE, aPlan().build(), Optional.of(key))
                        .experiment()
                        .id())
                .isEqualTo(annas);
    }

    @Test
    void searchSpacesAreOnesOwnUntilTheyAreShared() {
        SavedSearchSpace own = aSpaceOf(anna, PRIVATE);
        SavedSearchSpace shared = aSpaceOf(anna, SHARED);

        assertThat(spaces.get(anna, own.id()).owner()).isEqualTo(anna.name());
        assertThatThrownBy(() -> spaces.get(bert, own.id())).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> spaces.delete(bert, own.id())).isInstanceOf(NotFound.class);
        assertThat(spaces.revision(bert, own.id())).isEmpty();
        assertThat(spaces.get(bert, shared.id()).visibility()).isEqualTo(SHARED);
        assertThatThrownBy(() -> spaces.delete(bert, shared.id())).isInstanceOf(NotAllowed.class);
        assertThat(spaces.page(bert, FIRST, characters -> {}))
                .extracting(SavedSearchSpace::id)
                .contains(shared.id())
                .doesNotContain(own.id());
        assertThat(spaces.page(anna, FIRST, characters -> {}))
                .extracting(SavedSearchSpace::id)
                .contains(shared.id(), own.id());
        assertThat(spaces.page(LOCAL, FIRST, characters -> {}))
                .extracting(SavedSearchSpace::id)
                .contains(shared.id(), own.id());
        String key = UUID.randomUUID().toString();
        assertThat(spaces.save(anna, PRIVATE, "a", own.space(), Optional.of(key))
                        .created())
                .isTrue();
        assertThat(spaces.save(bert, PRIVATE, "b", own.space(), Optional.of(key))
                        .created())
                .isTrue();
        spaces.delete(anna, own.id());
        spaces.delete(LOCAL, shared.id());
    }

    private long total(Subject by, String name, Optional<String> owner) {
        return experiments
                .revisions(
                        by, new ExperimentFilter(Optional.empty(), name, owner), PageRequest.of(0, 2, FIRST.getSort()))
                .getTotalElements();
    }

    private static RuntimeException refusal(BiConsumer<Subject, UUID> deed, Subject by, UUID id) {
        try {
            deed.accept(by, id);
        } catch (RuntimeException refused) {
            return refused;
        }
        throw new AssertionError("was not refused");
    }

    private Experiment anExperimentOf(Subject owner, Visibility visibility) {
        return anExperimentOf(owner, visibility, "an experiment");
    }

    private Experiment anExperimentOf(Subject owner, Visibility visibility, String name) {
        return experiments
                .submit(owner, visibility, aPlan().trials(2).named(name).build(), Optional.empty())
                .experiment();
    }

    private SavedSearchSpace aSpaceOf(Subject owner, Visibility visibility) {
        return spaces.save(owner, visibility, "a space", aPlan().build().model().searched(), Optional.empty())
                .space();
    }
}
