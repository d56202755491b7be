package dev.tamis.web.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import dev.tamis.space.Violations;
import dev.tamis.web.problem.MalformedJson;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A body that is no JSON is told of in words that say what to write instead, with the place. */
class MalformedJsonTest {

    private record Named(String name) {}

    @ParameterizedTest
    @CsvSource(
            delimiterString = " | ",
            maxCharsPerColumn = 4096,
            quoteCharacter = '`',
            value = {
                "{\"a\": NaN} | there is no NaN; write null for a value that is not there, such as that of a failed trial"
                        + " (line 1, column 7)",
                "{\"a\": [1, -Infinity]} | there is no infinity; write null for a value that is not there, such as that"
                        + " of a failed trial (line 1, column 11)",
                "[nan] | there is no NaN; write null for a value that is not there, such as that of a failed trial"
                        + " (line 1, column 2)",
                "{\"a\": 1,} | a comma stands before }, but nothing follows it (line 1, column 9)",
                "[1, ] | a value is missing before \"]\" (line 1, column 5)",
                "[1,,2] | a value is missing before \",\" (line 1, column 4)",
                "{\"a\": True} | true is written in small letters (line 1, column 7)",
                "{\"a\": None} | what is not there is written null (line 1, column 7)",
                "{\"a\": undefined} | what is not there is written null (line 1, column 7)",
                "{a: 1} | names stand in double quotes, but here is \"a\" (line 1, column 2)",
                "{\"a\": SGD} | \"SGD\" must stand in double quotes, or be true, false, null or a number (line 1, column 7)",
                "{'a': 1} | names stand in double quotes, but here is \"'\" (line 1, column 2)",
                "{\"a\": 'x'} | texts stand in double quotes, not in single ones (line 1, column 7)",
                "{\"a\": 1 // one¶} | there are no comments (line 1, column 9)",
                "/* a */ {} | there are no comments (line 1, column 1)",
                "{\"a\": 1, # one¶\"b\": 2} | there are no comments (line 1, column 10)",
                "{\"a\": 1 \"b\": 2} | a comma is missing before \"\\\"\" (line 1, column 9)",
                "{\"a\" 1} | a colon is missing before \"1\" (line 1, column 6)",
                "[1 2] | a comma is missing before \"2\" (line 1, column 4)",
                "{1: 2} | names stand in double quotes, but here is \"1\" (line 1, column 2)",
                "{\"a\": 1, [2]} | a name in double quotes is missing before \"[\" (line 1, column 10)",
                "{\"a\": 01} | \"01\" is no number; numbers are written like 16, 0.5, -2 or 1e-3 (line 1, column 7)",
                "{\"a\": +1} | \"+1\" is no number; numbers are written like 16, 0.5, -2 or 1e-3 (line 1, column 7)",
                "{\"a\": .5} | \".5\" is no number; numbers are written like 16, 0.5, -2 or 1e-3 (line 1, column 7)",
                "{\"a\": 1.} | \"1.\" is no number; numbers are written like 16, 0.5, -2 or 1e-3 (line 1, column 7)",
                "{\"a\": -} | \"-\" is no number; numbers are written like 16, 0.5, -2 or 1e-3 (line 1, column 7)",
                "{\"a\": 0x1F} | \"0x1F\" is no number; numbers are written like 16, 0.5, -2 or 1e-3 (line 1, column 7)",
                "{\"a\": } | a value is missing before \"}\" (line 1, column 7)",
                "{\"a\": 1] | ] does not close what { has opened (line 1, column 8)",
                "{\"a\": \"x\ty\"} | a text holds the character \"\\u0009\", which is written \\n, \\t or \\u and four digits"
                        + " (line 1, column 9)",
                "{\"a\": \"C:\\path\"} | in a text \\ goes before one of \" \\ / b f n r t, or before u and four hexadecimal"
                        + " digits (line 1, column 10)",
                "{\"a\": \"\\u12G4\"} | in a text \\ goes before one of \" \\ / b f n r t, or before u and four hexadecimal"
                        + " digits (line 1, column 8)",
                "{\"a\": \"x | a text has no closing quote (line 1, column 7)",
                "{\"a\": 1, | it ends too early (line 1, column 9)",
                "{\"a\" | it ends too early (line 1, column 5)",
                "{ | it ends too early (line 1, column 2)",
                "{\"a\": tru | \"tru\" must stand in double quotes, or be true, false, null or a number (line 1, column 7)",
                "{} {} | something follows the end of the object (line 1, column 4)",
                "{\"a\": 1}} | something follows the end of the object (line 1, column 9)",
                "<html> | nothing can begin with \"<\" (line 1, column 1)",
                "name: x | \"name\" must stand in double quotes, or be true, false, null or a number (line 1, column 1)",
                "{\u00a0\"a\": 1} | a name in double quotes is missing before \"\\u00a0\" (line 1, column 2)",
                "{\"\u00e4\ud83d\ude00\":¶ [1,¶  NaN]} | there is no NaN; write null for a value that is not there, such"
                        + " as that of a failed trial (line 3, column 3)"
            })
    void whyATextIsNoJsonIsToldInOurOwnWords(String text, String why) {
        assertThatThrownBy(() -> read(text.replace('¶', '\n')))
                .isInstanceOf(MalformedJson.class)
                .hasMessage("The body is not JSON: " + why + ".");
    }

    @Test
    void whateverIsCutOffOrMixedUpIsRefusedSomehow() {
        String good = "{\"a\": [1.5e-3, -2, \"t\\u00e4 \\n\", null], \"b\": {\"c\": true, \"d\": false}}";
        for (int length = 1; length < good.length(); length++) {
            String cut = good.substring(0, length);
            assertThat(catchThrowable(() -> read(cut))).as(cut).isInstanceOf(MalformedJson.class);
        }
        for (int at = 0; at < good.length(); at++) {
            for (String wrong : List.of("{", "]", ",", ":", "\"", "'", "x", "#", "\u0000", "\\", "-", "/", "e")) {
                String mixed = good.substring(0, at) + wrong + good.substring(at + 1);
                Throwable refusal = catchThrowable(() -> read(mixed));
                if (refusal != null) {
                    assertThat(refusal).as(mixed).isInstanceOf(MalformedJson.class);
                }
            }
        }
    }

    @Test
    void whatIsTooDeepOrTooLongIsRefused() {
        assertThatThrownBy(() -> read("[".repeat(10_000) + "]".repeat(10_000)))
                .hasMessage("The body is not JSON: it nests deeper than 100 levels (line 1, column 102).");
        assertThat(read("[".repeat(100) + "]".repeat(100))).isInstanceOf(List.class);
        assertThatThrownBy(() -> read("[" + "9".repeat(1001) + "]"))
                .hasMessage("The body is not JSON: a number has more than 1000 characters (line 1, column 2).");
    }

    @Test
    void whatIsNoUnicodeIsRefusedWithItsPlace() {
        byte[] latin = "{\"name\":\n \"caf\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> SubmittedReader.read(Named.class, latin))
                .hasMessage("The body must be JSON in UTF-8, but has bytes that are not (line 2, column 6).");
        assertThatThrownBy(() -> SubmittedReader.read(Named.class, "{}".getBytes(StandardCharsets.UTF_16LE)))
                .hasMessageStartingWith("The body must be JSON in UTF-8");
        byte[] halfACharacter = {'{', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', ':', '1', '}'};
        assertThatThrownBy(() -> SubmittedReader.read(Named.class, halfACharacter))
                .hasMessageStartingWith("The body must be JSON in UTF-8");
        assertThat(SubmittedReader.read(Named.class, "\ufeff{}".getBytes(StandardCharsets.UTF_8))
                        .violations()
                        .isEmpty())
                .isTrue();
    }

    @Test
    void halfACharacterIsNamedByItsPath() {
        Violations violations = new Violations();
        PlainJson.read("{\"a\": [\"\\ud83d\\ude00\", \"x\\ud83d\"], \"\\ude00\": 1}", violations);

        assertThatThrownBy(violations::throwIfAny)
                .hasMessageContaining("a[1]: holds half of a character")
                .hasMessageContaining("\ude00: holds half of a character")
                .hasMessageNotContaining("a[0]");
    }

    @Test
    void numbersLoseNoDigit() {
        assertThat(read("[16, 16.0, 1e18, 9007199254740993.0, 9223372036854775808, 1e-7]"))
                .isEqualTo(List.of(
                        16L,
                        new BigDecimal("16.0"),
                        new BigDecimal("1e18"),
                        new BigDecimal("9007199254740993.0"),
                        new BigDecimal("9223372036854775808"),
                        new BigDecimal("1e-7")));
        assertThat(read("[1e99999999999, -1e-99999999999, 0e99999999999]"))
                .asInstanceOf(InstanceOfAssertFactories.list(Number.class))
                .extracting(Number::doubleValue, Number::toString)
                .containsExactly(
                        tuple(Double.POSITIVE_INFINITY, "1e99999999999"),
                        tuple(-0.0, "-1e-99999999999"),
                        tuple(0.0, "0e99999999999"));
        assertThat(read("{\"a\": {\"b\": -0}}")).isEqualTo(Map.of("a", Map.of("b", 0L)));
    }

    private static Object read(String text) {
        return PlainJson.read(text, new Violations());
    }
}
