package dev.tamis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What no formatter of the build looks at: documents, scripts and styles. */
class TextsTest {

    private static final int WIDEST = 160;

    @Test
    void proseFitsTheWindow() throws IOException {
        assertThat(tooWide(documents(), true)).isEmpty();
    }

    @Test
    void scriptsAndStylesFitTheWindow() throws IOException {
        assertThat(tooWide(below("src/main/resources/static", ".js", ".css", ".html"), false))
                .isEmpty();
    }

    @Test
    void nothingHasTabsTrailingBlanksOrAnotherEndOfLine() throws IOException {
        List<Path> all = new ArrayList<>(documents());
        all.addAll(below("src/main/resources/static", ".js", ".css", ".html"));
        all.addAll(below("src/main/resources/db", ".sql"));
        List<String> found = new ArrayList<>();
        for (Path file : all) {
            String text = Files.readString(file);
            if (text.contains("\t") || text.contains("\r") || text.contains(" \n") || !text.endsWith("\n")) {
                found.add(file.toString());
            }
        }
        assertThat(found).isEmpty();
    }

    private static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>(below("src/site/markdown", ".md"));
        documents.addAll(below(".github", ".md"));
        documents.add(Path.of("README.md"));
        assertThat(documents).hasSizeGreaterThan(7);
        return documents;
    }

    private static List<Path> below(String folder, String... endings) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(file -> Stream.of(endings)
                            .anyMatch(ending -> file.getFileName().toString().endsWith(ending)))
                    .sorted()
                    .toList();
        }
    }

    /** @param prose whether tables and code, which cannot be broken, may be as wide as they are */
    private static List<String> tooWide(List<Path> files, boolean prose) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files) {
            boolean code = false;
            int number = 0;
            for (String line : Files.readAllLines(file)) {
                number++;
                code ^= prose && line.startsWith("```");
                boolean whole = prose && (code || line.startsWith("|"));
                if (!whole && line.length() > WIDEST) {
                    found.add(file + ":" + number);
                }
            }
        }
        return found;
    }
}
