package dev.tamis.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.tamis.space.InvalidField;
import dev.tamis.space.InvalidFields;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a table must not be, and that its refusal names the place. */
class HostileCsvTest {

    private static final String GOOD = "a,b,c\n1,2,x\n3,4,y\n5,6,x\n7,8,y\n9,0,x\n";

    static Stream<Arguments> refused() {
        return Stream.of(
                // cells
                bad("3,4,y", "3,four,y", "line 3, column 2 (b): must be a finite decimal number within", "\"four\""),
                bad("3,4,y", "3,,y", "line 3, column 2 (b): must be a number, but is empty"),
                bad("3,4,y", "3,NaN,y", "line 3, column 2 (b)", "\"NaN\""),
                bad("3,4,y", "3,-Infinity,y", "line 3, column 2 (b)"),
                bad("3,4,y", "3,1e39,y", "line 3, column 2 (b)", "\"1e39\""),
                bad("3,4,y", "3,0x10,y", "line 3, column 2 (b)"),
                bad("3,4,y", "3,1d,y", "line 3, column 2 (b)"),
                bad("3,4,y", "3,1.2.3,y", "line 3, column 2 (b)"),
                bad("3,4,y", "3,1 2,y", "line 3, column 2 (b)"),
                bad("3,4,y", "3,\"4,5\",y", "line 3, column 2 (b)", "\"4,5\""),
                bad("3,4,y", "3," + "9".repeat(65) + ",y", "line 3, column 2 (b)", "999 …\""),
                bad("3,4,y", "3,\u0007\u0000,y", "line 3, column 2 (b)", "\"\\u0007\\u0000\""),
                bad("3,4,y", "3,٣,y", "line 3, column 2 (b)"),
                bad("3,4,y", "3,4,", "line 3, column 3 (c): must name a class, but is empty"),
                bad("3,4,y", "3,4,\"y\nz\"", "column 3 (c): a class must have at most 100", "\"y\\u000az\""),
                bad("3,4,y", "3,4," + "y".repeat(101), "line 3, column 3 (c): a class must have at most 100"),
                // rows
                bad("3,4,y", "3,4", "line 3: must have 3 cells as the header has, but has 2"),
                bad("3,4,y", "3,4,y,z", "line 3: must have 3 cells as the header has, but has 4"),
                bad("3,4,y", "   ", "line 3: must have 3 cells as the header has, but has 1"),
                bad("3,4,y", "3,\"4,y", "must be comma-separated values, but is not after line 2"),
                bad("3,4,y", "3,\"4\"x,y", "must be comma-separated values, but is not after line 2"),
                // header
                bad(
                        "a,b,c",
                        "a,a,c",
                        "line 1, column 2: names of columns must differ, but column 1 is called \"a\" too"),
                bad("a,b,c", "a,,c", "line 1, column 2: the header must name every column, but here is no name"),
                bad("a,b,c", "a," + "b".repeat(201) + ",c", "line 1, column 2: a column's name must have at most 200"),
                bad("a,b,c\n", "1.5,2,0\n", "line 1: the first line must name the columns, but holds numbers"),
                bad(GOOD, "", "must have a header and rows, but is empty"),
                bad(GOOD, "\n\n\r\n", "must have a header and rows, but is empty"),
                bad(GOOD, "a,b,c\n", "must have rows, but has only a header"),
                bad(GOOD, "c\nx\ny\n", "has only \"c\"; are its cells separated by commas?"),
                bad(GOOD, "a;b;c\n1;2;x\n", "has only \"a;b;c\"; are its cells separated by commas?"),
                bad(GOOD, "\u0000\u0000\u0000,\u0001\n", "line 1, column 1: a column's name must have", "\\u0000"),
                // classes
                bad("y", "x", "must have at least 2 classes in the column c, but all 5 rows are of class \"x\""),
                bad(
                        GOOD,
                        "a,c\n"
                                + IntStream.range(0, 60)
                                        .mapToObj(i -> i + "," + i / 7.0)
                                        .collect(Collectors.joining("\n")),
                        "must have at most 50 classes, but the column c has more",
                        "label"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void aTableThatIsNotAsItMustBeIsRefusedByLineAndColumn(String csv, List<String> says) {
        Throwable refusal = catchThrowable(() -> prepare(csv));
        assertThat(refusal).isInstanceOfAny(InvalidField.class, InvalidFields.class);
        says.forEach(each -> assertThat(refusal).hasMessageContaining(each).hasMessageStartingWith("file: "));
    }

    @Test
    void theFirstHandfulOfMistakesIsListedAtOnce() {
        String csv = "a,b,c\nx,2,x\n1,y,y\n1,2\n" + "z,z,z\n".repeat(1000);
        assertThatThrownBy(() -> prepare(csv))
                .isInstanceOfSatisfying(
                        InvalidFields.class,
                        refused -> assertThat(refused.fields())
                                .hasSize(10)
                                .extracting(InvalidField::field)
                                .containsOnly("file"))
                .hasMessageContainingAll("line 2, column 1 (a)", "line 3, column 2 (b)", "line 4: must have 3 cells");
    }

    static Stream<Arguments> notEvenText() {
        byte[] good = GOOD.getBytes(StandardCharsets.UTF_8);
        byte[] packed = Csv.gzip(good);
        byte[] damaged = packed.clone();
        damaged[packed.length - 5] ^= 1;
        byte[] noise = new byte[5000];
        new java.util.Random(1).nextBytes(noise);
        return Stream.of(
                arguments("latin-1", GOOD.replace("x", "ü").getBytes(StandardCharsets.ISO_8859_1), "UTF-8"),
                arguments("UTF-16", GOOD.getBytes(StandardCharsets.UTF_16), "UTF-8"),
                arguments("noise", noise, "UTF-8"),
                arguments("gzip cut off", Arrays.copyOf(packed, packed.length - 12), "damaged"),
                arguments("gzip cut off in its head", Arrays.copyOf(packed, 4), "damaged"),
                arguments("gzip with another checksum", damaged, "damaged"),
                arguments("gzip in gzip", Csv.gzip(packed), "UTF-8"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("notEvenText")
    void bytesThatAreNoTextAreRefused(String what, byte[] bytes, String says) {
        assertThatThrownBy(() -> prepare(Csv.bytes(bytes), Csv.ROOMY))
                .isInstanceOf(InvalidField.class)
                .hasMessageStartingWith("file: must be ")
                .hasMessageContaining(says);
    }

    static Stream<Arguments> endless() {
        return Stream.of(
                arguments("zeros in gzip", "a,b,c\n1,2,x\n", "0", "a row of more than"),
                arguments("columns", "a,b,c\n1,2,x\n", "1,", "a row of more than"),
                arguments("columns of the header", "", "a,", "a row of more than"),
                arguments("a quote that nobody closes", "a,b,c\n1,\"", "2\n", "perhaps a quote is not closed"),
                arguments("a label", "a,b,c\n1,2,", "x", "a row of more than"),
                arguments("rows", "a,b,c\n", "1,2,x\n", "at most 10000 rows"),
                arguments("empty lines", "a,b,c\n", "\n", "more than"));
    }

    /** Without an end in sight: only what has been read so far can be in memory, and little of it was. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("endless")
    void aFileThatDoesNotEndIsGivenUpSoon(String what, String start, String again, String says) {
        AtomicLong read = new AtomicLong();
        UploadSource endless = () -> new SequenceInputStream(Csv.text(start).open(), new Repeating(again, read));

        assertThatThrownBy(() -> prepare(endless, Csv.ROOMY))
                .isInstanceOf(DatasetTooLarge.class)
                .hasMessageContaining(says);
        assertThat(read.get()).isLessThan(Csv.ROOMY.unpackedBytes() + 100_000);
    }

    @Test
    void whatAGzipUnpacksToIsLimitedAndNotItsOwnSize() {
        byte[] bomb = Csv.gzip((GOOD + "1,2,x\n".repeat(400_000)).getBytes(StandardCharsets.UTF_8));
        assertThat(bomb.length).isLessThan(10_000);

        UploadLimits manyRows = new UploadLimits(1 << 20, 1_000_000, 100, 10_000_000, 50);
        assertThatThrownBy(() -> prepare(Csv.bytes(bomb), manyRows))
                .isInstanceOf(DatasetTooLarge.class)
                .hasMessageContaining("at most 1048576 bytes once unpacked");
    }

    @Test
    void columnsAndCellsAreLimitedToo() {
        String header = IntStream.range(0, 101).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
        assertThatThrownBy(() -> prepare(header + "\n")).hasMessageContaining("at most 100 columns, but has 101");
        UploadLimits fewCells = new UploadLimits(1 << 20, 10_000, 100, 7, 50);
        assertThatThrownBy(() -> prepare(Csv.text(GOOD), fewCells))
                .isInstanceOf(DatasetTooLarge.class)
                .hasMessageContaining("at most 7 feature values");
    }

    @Test
    void aLabelThatIsNoColumnIsRefusedWithThoseThatThereAre() {
        Upload upload = new Upload("t", Optional.of("species"), 0.2, Scaling.NONE);
        assertThatThrownBy(() -> PreparedTable.of(upload, Csv.text(GOOD), Optional.empty(), Csv.ROOMY))
                .hasMessage("label: must be one of the columns [a, b, c], but got \"species\"");
    }

    @Test
    void aShareThatLeavesTooFewRowsIsRefused() {
        assertThatThrownBy(() -> prepare(Csv.named("t", 0.9, Scaling.NONE), "a,c\n1,x\n2,y\n3,x\n", Csv.ROOMY))
                .hasMessageContaining("testShare: must leave at least 2 rows");
        assertThatThrownBy(() -> prepare(Csv.named("t", 0.01, Scaling.NONE), "a,c\n1,x\n2,y\n3,x\n", Csv.ROOMY))
                .hasMessageContaining("testShare: must hold back at least one of the 3 rows");
    }

    @Test
    void aTestFileMustHaveTheSameColumnsAndNoNewClass() {
        assertThatThrownBy(() -> prepareWithTest("a,b,d\n1,2,x\n")).hasMessageContaining("testFile: ");
        assertThatThrownBy(() -> prepareWithTest("b,a,c\n1,2,x\n"))
                .hasMessageContaining("testFile: must have the columns of file in the same order");
        assertThatThrownBy(() -> prepareWithTest("a,b,c\n1,2,x\n1,2,z\n"))
                .hasMessageContaining("testFile: line 3, column 3 (c): must be a class of file, but got \"z\"");
        assertThatThrownBy(() -> prepareWithTest("a,b,c\n1,q,x\n"))
                .hasMessageContaining("testFile: line 2, column 2 (b)");
        assertThatThrownBy(() -> prepareWithTest("a,b,c\n")).hasMessageContaining("testFile: ");
    }

    static Stream<String> names() {
        return Stream.of(
                "",
                " ",
                ".",
                "..",
                ".hidden",
                "-x",
                "a b",
                "a/b",
                "a\\b",
                "ü",
                "a\u0000",
                "a\n",
                "x".repeat(101),
                "mnist",
                "MNIST",
                "../../etc/passwd");
    }

    @ParameterizedTest
    @MethodSource("names")
    void aNameIsALittleWordOfItsOwn(String name) {
        assertThatThrownBy(() -> Csv.named(name, 0.2, Scaling.NONE))
                .isInstanceOfSatisfying(
                        InvalidFields.class,
                        refused -> assertThat(refused.fields().get(0).field()).isEqualTo("name"));
    }

    private static void prepare(String csv) {
        prepare(Csv.text(csv), Csv.ROOMY);
    }

    private static void prepare(UploadSource file, UploadLimits limits) {
        PreparedTable.of(Csv.named("t", 0.2, Scaling.NONE), file, Optional.empty(), limits);
    }

    private static void prepare(Upload upload, String csv, UploadLimits limits) {
        PreparedTable.of(upload, Csv.text(csv), Optional.empty(), limits);
    }

    private static void prepareWithTest(String testCsv) {
        PreparedTable.of(Csv.named("t", 0, Scaling.NONE), Csv.text(GOOD), Optional.of(Csv.text(testCsv)), Csv.ROOMY);
    }

    private static Arguments bad(String what, String by, String... says) {
        assertThat(GOOD).contains(what);
        return arguments(GOOD.replace(what, by), List.of(says));
    }

    /** The same text for ever; counts what was read of it. */
    private static final class Repeating extends InputStream {

        private final byte[] text;
        private final AtomicLong read;

        Repeating(String text, AtomicLong read) {
            this.text = text.getBytes(StandardCharsets.UTF_8);
            this.read = read;
        }

        @Override
        public int read() throws IOException {
            return text[(int) (read.getAndIncrement() % text.length)];
        }
    }
}
