package dev.tamis.scheduling;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** An alert of the documentation's table, as far as a single node's gauges can say whether it holds. */
record DocumentedAlert(String expression) {

    private static final Path PAGE = Path.of("src/site/markdown/operate.md");
    private static final Pattern COMPARISON = Pattern.compile("max\\(tamis_(\\w+)\\) (>|==) (\\d+)");

    static DocumentedAlert named(String name) {
        Pattern row = Pattern.compile("^\\| " + Pattern.quote(name) + " \\| `([^`]+)` \\|.*");
        try (Stream<String> lines = Files.lines(PAGE)) {
            return lines.map(row::matcher)
                    .filter(Matcher::matches)
                    .map(found -> new DocumentedAlert(found.group(1)))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no alert " + name));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    boolean holdsFor(MeterRegistry meters) {
        return Stream.of(expression.split(" and ")).allMatch(part -> {
            Matcher comparison = COMPARISON.matcher(part);
            if (!comparison.matches()) {
                throw new AssertionError("cannot tell whether this holds: " + part);
            }
            double value = value(meters, comparison.group(1));
            double limit = Double.parseDouble(comparison.group(3));
            return comparison.group(2).equals(">") ? value > limit : value == limit;
        });
    }

    private static double value(MeterRegistry meters, String name) {
        return meters.getMeters().stream()
                .filter(meter -> meter.getId().getName().equals("tamis." + name.replace('_', '.')))
                .mapToDouble(meter -> ((Gauge) meter).value())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no meter " + name));
    }
}
