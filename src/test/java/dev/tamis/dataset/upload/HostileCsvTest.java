package dev.tamis.dataset.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.tamis.dataset.Scaling;
import dev.tamis.space.InvalidField;
import dev.tamis.space.InvalidFields;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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
                bad("3,4,y", "3,4,y\u202ez", "line 3, column 3 (c): a class must have at most 100", "\\u202e"),
                bad("a,b,c", "a,b\u2067,c", "line 1, column 2: a column's name must have at most 200", "\\u2067"),
                // rows
                bad("3,4,y", "3,4", "line 3: must have 3 cells as the header has, but has 2"),
                bad("3,4,y", "3,4,y,z", "line 3: must have 3 cells as the header has, but has 4"),
                bad("3,4,y", "   ", "line 3: must have 3 cells as the header has, but has 1"),
                bad("3,4,y", "3,\"4,y", "the row that begins in line 3 is not: a quoted cell must end with a quote"),
                bad("3,4,y", "3,\"4\"x,y", "the row that begins in line 3 is not: a quoted cell must end with a quote"),
                // header
                bad(
                        "a,b,c",
                        "a,a,c",
                        "line 1, column 2: names of columns must differ, but column 1 is called \"a\" too"),
                bad("a,b,c", "a,,c", "line 1, column 2: the header must name every column, but here is no name"),
                bad("a,b,c", "a," + "b".repeat(201) + ",c", "line 1, column 2: a column's name must have at most 200"),
                bad("a,b,c\n", "1.5,2,0\n", "line 1: the first line must name the columns, but holds numbers"),
                bad("a,b,c\n", "5.1,2,z\n", "line 1: the first line must name the columns", "Add a line of names"),
                bad("a,b,c\n", "z,5.1,2\n", "line 1: the first line must name the columns", "Add a line of names"),
                bad("a,b,c\n", "7,8,y\n", "holds numbers and the class \"y\": is the header missing?"),
                bad("a,b,c\n", "7,NaN,y\n", "line 1: the first line must name the columns"),
                bad("a,b,c\n", "?,5.1,N/A\n", "line 1: the first line must name the columns"),
                bad(GOOD, "5.1,y\n2,x\n3,y\n", "line 1: the first line must name the columns"),
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
                        "label"),
                bad(
                        GOOD,
                        "a,c\n"
                                + IntStream.range(0, 60)
                                        .mapToObj(i -> i + "," + i / 2 / 8.0)
                                        .collect(Collectors.joining("\n")),
                        "of the 30 different values of the column c 30 stand in one or two rows",
                        "they are measurements"),
                bad(
                        GOOD,
                        "a,c\n"
                                + IntStream.range(0, 30)
                                        .mapToObj(i -> i + ",n" + i)
                                        .collect(Collectors.joining("\n")),
                        "they name rows, not classes"));
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
                arguments(
                        "latin-1",
                        GOOD.replace("y", "ü").getBytes(StandardCharsets.ISO_8859_1),
                        "line 3 has a byte 0xFC at its byte 5"),
                arguments(
                        "UTF-8 cut off",
                        bytes('a', ',', 'b', '\n', '1', ',', 0xc3),
                        "line 2 has a byte 0xC3 at its byte 3"),
                arguments("UTF-16", GOOD.getBytes(StandardCharsets.UTF_16), "is text in UTF-16: save it as UTF-8"),
                arguments("UTF-16LE", GOOD.getBytes(StandardCharsets.UTF_16LE), "is text in UTF-16: save"),
                arguments("UTF-16BE in gzip", Csv.gzip(GOOD.getBytes(StandardCharsets.UTF_16BE)), "text in UTF-16"),
                arguments("UTF-32", ("\ufeff" + GOOD).getBytes(Charset.forName("UTF-32LE")), "is text in UTF-32"),
                arguments("zip", zip("iris.data"), "is a zip archive: unpack it and send the CSV file in it"),
                arguments("zip in gzip", Csv.gzip(zip("iris.data")), "is a zip archive"),
                arguments("xlsx", zip("[Content_Types].xml"), "is an Excel workbook (xlsx): save the sheet as CSV"),
                arguments("ods", zip("mimetype"), "is an OpenDocument file (ods)"),
                arguments("pdf", "%PDF-1.7 ".getBytes(StandardCharsets.UTF_8), "is a PDF document"),
                arguments(
                        "parquet",
                        bytes('P', 'A', 'R', '1', 0x15, 4, 0x15),
                        "is a Parquet file: write its rows as CSV"),
                arguments("tar in gzip", Csv.gzip(tar()), "is a tar archive"),
                arguments("JSON", "[{\"a\": 1}]".getBytes(StandardCharsets.UTF_8), "is JSON: write its rows as CSV"),
                arguments("PNG", bytes(0x89, 'P', 'N', 'G', '\r', '\n'), "is an image"),
                arguments("noise", noise, "UTF-8"),
                arguments(
                        "gzip cut off",
                        Arrays.copyOf(packed, packed.length - 12),
                        "breaks off; pack or upload it again"),
                arguments("gzip cut off in its head", Arrays.copyOf(packed, 4), "breaks off"),
                arguments("gzip with another checksum", damaged, "is damaged: its bytes do not unpack"),
                arguments("gzip with junk behind it", joined(packed, noise), "bytes that are no gzip follow the first"),
                arguments(
                        "gzip whose second member begins otherwise",
                        joined(packed, bytes(0x1f, 0x8a), Arrays.copyOfRange(packed, 2, packed.length)),
                        "bytes that are no gzip follow the first " + good.length + " bytes of its content"),
                arguments("gzip in gzip", Csv.gzip(packed), "is a gzip file inside a gzip file: unpack it once"));
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static byte[] tar() {
        return ("\0".repeat(257) + "ustar" + "\0".repeat(300)).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] zip(String entry) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(packed)) {
            out.putNextEntry(new ZipEntry(entry));
            out.write(GOOD.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /** Names that look like a format's first bytes, and headers of numbers as tools write them, are nobody's mistake. */
    @ParameterizedTest
    @ValueSource(strings = {"PAR1,PAR2,c", "FEA1,FEA2,c", "0,1,c", "1,2,c", "2001,2002,c", "0,1,2"})
    void aHeaderMayLookLikeSomethingElse(String header) {
        prepare(GOOD.replace("a,b,c", header));
    }

    @Test
    void aWrongByteIsFoundHoweverFarItIs() {
        String start = "a,b,c\n" + "1,2,ü\n".repeat(3000);
        byte[] bytes = (start + "1,2,").getBytes(StandardCharsets.UTF_8);
        byte[] broken = Arrays.copyOf(bytes, bytes.length + 2);
        broken[bytes.length] = (byte) 0xe9;
        broken[bytes.length + 1] = '\n';
        assertThatThrownBy(() -> prepare(Csv.bytes(broken), Csv.ROOMY))
                .hasMessageContaining("line 3002 has a byte 0xE9 at its byte 5");
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
                arguments("empty lines", "a,b,c\n", "\n", "at most 10000 empty lines"));
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

        UploadLimits manyRows = new UploadLimits(1 << 20, 1_000_000, 100, 10_000_000, 50, 1 << 30, 100);
        assertThatThrownBy(() -> prepare(Csv.bytes(bomb), manyRows))
                .isInstanceOf(DatasetTooLarge.class)
                .hasMessageContaining("at most 1048576 bytes once unpacked");
    }

    @Test
    void columnsAndCellsAreLimitedToo() {
        String header = IntStream.range(0, 101).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
        assertThatThrownBy(() -> prepare(header + "\n")).hasMessageContaining("at most 100 columns, but has 101");
        UploadLimits fewCells = new UploadLimits(1 << 20, 10_000, 100, 7, 50, 1 << 30, 100);
        assertThatThrownBy(() -> prepare(Csv.text(GOOD), fewCells))
                .isInstanceOf(DatasetTooLarge.class)
                .hasMessageContaining("at most 7 feature values");
    }

    /** 21 bytes and 16 for each feature before the rows; of a row its number, its label and its values. */
    @ParameterizedTest
    @CsvSource({"0.5, 108, 109", "7, 84, 85"})
    void whatATableWillTakeIsCountedWhileItIsRead(String value, int tooFew, int enough) throws IOException {
        String table = "a,b,c\n" + (value + ",1,x\n" + value + ",2,y\n").repeat(2);
        assertThatThrownBy(() -> prepare(Csv.text(table), limitedTo(tooFew)))
                .isInstanceOf(DatasetTooLarge.class)
                .hasMessageContaining("at most " + tooFew + " bytes as it is stored")
                .hasMessageContaining("tamis.datasets.max-stored-size");
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        PreparedTable.of(Csv.named("t", 0.2, Scaling.NONE), Csv.text(table), Optional.empty(), limitedTo(enough))
                .writeTo(stored);
        assertThat(stored.size()).isEqualTo(enough);
    }

    private static UploadLimits limitedTo(long storedBytes) {
        return new UploadLimits(1 << 20, 10_000, 100, 1_000_000, 50, storedBytes, 100);
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
