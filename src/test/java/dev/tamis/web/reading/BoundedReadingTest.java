package dev.tamis.web.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.space.InvalidFields;
import dev.tamis.space.Violations;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading and refusing takes a bounded amount of work and words, however much has been sent and however wrong it is. */
class BoundedReadingTest {

    private record Trials(Map<String, Object> searchSpace, List<Trial> trials) {}

    private record Trial(Map<String, Object> parameters, Double objectiveValue) {}

    private record Form(Double testShare) {}

    @Test
    void ofAMillionMistakesNoMoreThanAHundredAndOneAreLookedAt() {
        AtomicInteger looked = new AtomicInteger();
        List<Object> wrong = new AbstractList<>() {
            @Override
            public Object get(int index) {
                looked.incrementAndGet();
                return "no trial";
            }

            @Override
            public int size() {
                return 1_000_000;
            }
        };
        RecordReader reader = new RecordReader(new Violations(), Texts.STAY_TEXTS);

        List<InvalidField> named =
                refused(() -> reader.read(Trials.class, Map.of("searchSpace", Map.of("a", Map.of()), "trials", wrong)));

        assertThat(named).hasSize(101);
        assertThat(named.get(99).field()).isEqualTo("trials[99]");
        assertThat(named.get(100).rule())
                .isEqualTo("has more fields that are not as they must be; these are the first 100");
        assertThat(looked).hasValueLessThan(500);
    }

    @Test
    void aCollectorWithinACollectorStopsBoth() {
        Violations outer = new Violations();

        List<InvalidField> named = refused(() -> outer.collect("outer", () -> {
            Violations inner = new Violations();
            IntStream.range(0, 1000).forEach(i -> inner.add("f" + i, "is wrong"));
            return "never made";
        }));

        assertThat(named).hasSize(101);
        assertThat(named.get(0).field()).isEqualTo("outer.f0");
    }

    @Test
    void whoMakesAValueUnderAFullCollectorDoesNotHearOfItTwice() {
        Violations violations = new Violations();
        IntStream.range(0, 100).forEach(i -> violations.add("f" + i, "is wrong"));

        List<InvalidField> named = refused(() -> violations.collect("x", () -> {
            violations.add("last", "is wrong");
            return "never made";
        }));

        assertThat(named).hasSize(101).noneMatch(each -> each.field().startsWith("x"));
    }

    @Test
    void aNameHasALimitThatItsRefusalNames() {
        String longest = "n".repeat(200);
        assertThat(PlainJson.read("{\"" + longest + "\": 1}", new Violations())).isEqualTo(Map.of(longest, 1L));

        List<InvalidField> named = refused(() -> read("{\"a\": {\"" + "n".repeat(49_000) + "\": 1}}"));

        assertThat(named).singleElement().satisfies(each -> {
            assertThat(each.field()).isEqualTo("a");
            assertThat(each.code()).isEqualTo(FieldCode.OUT_OF_RANGE);
            assertThat(each.rule()).startsWith("must have names of at most 200 characters, but one has 49000: \"nnn");
            assertThat(each.rule()).hasSizeLessThan(300);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"%1$s\": {\"%1$s\": {%2$s}}}", "{\"trials\": [{\"parameters\": {%2$s}}]}", "{%2$s}"})
    void whateverIsWrongTheAnswerIsShort(String body) {
        String wrong = IntStream.range(0, 4_000)
                .mapToObj(i -> "\"" + "k".repeat(190) + "\": " + i)
                .collect(Collectors.joining(","));

        List<InvalidField> named = refused(() -> read(body.formatted("n".repeat(200), wrong)));

        assertThat(named.stream()
                        .mapToInt(each -> each.field().length() + each.rule().length())
                        .sum())
                .isLessThan(100_000);
    }

    @Test
    void aFieldIsNamedByThatMuchOfItsPathThatFitsOnAScreen() {
        assertThat(new InvalidField("x".repeat(10_000), FieldCode.INVALID, "is wrong").field())
                .hasSize(502);
        assertThat(new InvalidField("x".repeat(500), FieldCode.INVALID, "is wrong").field())
                .hasSize(500);
    }

    @Test
    void aNumberThatComesAsATextHasALimitToo() {
        RecordReader reader = new RecordReader(new Violations(), Texts.ARE_CONVERTED);
        Form form = reader.read(Form.class, Map.of("testShare", "0.1" + "1".repeat(997)));
        assertThat(form.testShare()).isEqualTo(0.1111111111111111);

        reader.read(Form.class, Map.of("testShare", "0.1" + "1".repeat(998)));
        assertThat(refused(reader.violations()::throwIfAny))
                .filteredOn(each -> each.field().equals("testShare"))
                .singleElement()
                .satisfies(each -> assertThat(each.rule()).startsWith("must be a number of at most 1000 characters"));
    }

    private static void read(String body) {
        SubmittedReader.read(Trials.class, body.getBytes(StandardCharsets.UTF_8))
                .violations()
                .throwIfAny();
    }

    private static List<InvalidField> refused(ThrowingCallable request) {
        InvalidFields refusal = null;
        try {
            request.call();
        } catch (InvalidField one) {
            refusal = new InvalidFields(List.of(one));
        } catch (InvalidFields all) {
            refusal = all;
        } catch (Throwable other) {
            throw new AssertionError(other);
        }
        assertThat(refusal).isNotNull();
        return refusal.fields();
    }
}
