package dev.tamis.dataset.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.tamis.dataset.Scaling;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How large a table is, found without its cells. */
class TableSizeTest {

    private static final UploadLimits AS_BY_DEFAULT =
            new UploadLimits(512 << 20, 1_000_000, 10_000, 100_000_000, 1000, 256 << 20, 100);

    private static final List<String> CELLS = List.of(
            "1",
            "255",
            "0012",
            "\"7\"",
            "\" 8\"",
            " 9 ",
            "3.0",
            "a",
            "\"a,b\"",
            "\"a\n\nb\"",
            "\"a\"\"\nb\"",
            "5\" x",
            "é",
            "");

    private static final List<String> ENDS = List.of("\n", "\r\n", "\r", "\n\n", "\r\n\r\n");

    /** Commons CSV, which makes texts of all cells, is asked for the same number. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void isWhatTheParserWillFind(int seed) {
        Random random = new Random(seed);
        for (int file = 0; file < 200; file++) {
            StringBuilder csv = new StringBuilder(random.nextBoolean() ? "a,b,c" : "\"a\",b,\"c\n,d\"");
            for (int row = random.nextInt(8); row > 0; row--) {
                csv.append(ENDS.get(random.nextInt(ENDS.size())));
                csv.append(cell(random))
                        .append(',')
                        .append(cell(random))
                        .append(',')
                        .append(cell(random));
            }
            csv.append(random.nextBoolean() ? "\n" : "");
            CsvFile table = new CsvFile("file", Csv.text(csv.toString()), Csv.ROOMY);
            long[] rows = {0};
            table.read((line, cells) -> {}, (line, cells) -> rows[0]++);

            assertThat(size(table).rows()).as("%s", csv).isEqualTo(rows[0]);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, true",
        "255, true",
        "256, false",
        "007, true",
        "7.0, true",
        "7., true",
        "7.50, false",
        "-1, false",
        "1e2, false",
        "' 12 ', true",
        "'\"12\"', true",
        "'\"12.5\"', false",
        "1000, false"
    })
    void tellsBytesFromOtherNumbersWhereTheyAreNoLabels(String value, boolean bytes) {
        assertThat(size(new CsvFile("file", Csv.text("a,b,c\n1,%s,x\n".formatted(value)), Csv.ROOMY))
                        .areBytes())
                .isEqualTo(bytes);
        assertThat(size(new CsvFile("file", Csv.text("a,b,c\n1,2,%s\n".formatted(value)), Csv.ROOMY))
                        .areBytes())
                .isTrue();
    }

    /**
     * Refused for rows, values, bytes as stored, and bytes as sent; as large as the limits of a node allow. Counted in memory, for
     * the cells of such a table as texts are hundreds of megabytes, and how long a machine takes says more of the machine.
     */
    @ParameterizedTest
    @CsvSource({
        "1, 1, 0, at most 1000000 rows",
        "0, 110, 0, at most 100000000 feature values",
        "0.1, 73, 0, bytes as it is stored",
        "1, 1, 600, bytes once unpacked"
    })
    void isRefusedForLittleWorkWhereItIsTooLarge(String value, int features, int blanks, String says) {
        UploadSource endless = endless(features, " ".repeat(blanks) + value);
        long before = allocatedBytes();

        assertThatThrownBy(() ->
                        PreparedTable.of(Csv.named("t", 0.2, Scaling.NONE), endless, Optional.empty(), AS_BY_DEFAULT))
                .isInstanceOf(DatasetTooLarge.class)
                .hasMessageContaining(says);

        assertThat(allocatedBytes() - before).isLessThan(8 << 20);
    }

    private static UploadSource endless(int features, String cell) {
        String header =
                IntStream.range(0, features).mapToObj(i -> "f" + i + ",").collect(Collectors.joining()) + "class\n";
        String row = (cell + ",").repeat(features) + "x\n";
        byte[] rows = row.repeat(1 + 100_000 / row.length()).getBytes(StandardCharsets.UTF_8);
        return () -> new SequenceInputStream(Csv.text(header).open(), new Again(rows));
    }

    private static final class Again extends InputStream {

        private final byte[] bytes;
        private int position;

        Again(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            position %= bytes.length;
            return bytes[position++];
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            position %= bytes.length;
            int count = Math.min(length, bytes.length - position);
            System.arraycopy(bytes, position, target, offset, count);
            position += count;
            return count;
        }
    }

    private static String cell(Random random) {
        return CELLS.get(random.nextInt(CELLS.size()));
    }

    private static TableSize size(CsvFile table) {
        TableSize size =
                new TableSize(TableHeader.of(List.of("a", "b", "c"), Optional.empty(), table, Csv.ROOMY), Csv.ROOMY);
        table.measure(size);
        return size;
    }

    /** By this thread, since it began. */
    private static long allocatedBytes() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
