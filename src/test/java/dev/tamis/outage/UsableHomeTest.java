package dev.tamis.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tamis.Tamis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A start where the database cannot be kept. */
@ExtendWith(OutputCaptureExtension.class)
class UsableHomeTest {

    @TempDir
    Path home;

    /** Nobody can make a directory there, root included. */
    @Test
    void aStartWithAHomeThatCannotBeWrittenSaysWhatToDoInAFewLinesAndPromisesNothing(CapturedOutput output) {
        assertThatThrownBy(() -> new SpringApplicationBuilder(Tamis.class)
                        .web(WebApplicationType.NONE)
                        .run("--spring.main.banner-mode=off", "--tamis.home=/proc/tamis"))
                .isInstanceOf(UnusableHome.class);

        assertThat(output.getAll())
                .contains("/proc/tamis", "the home directory cannot be written", "Make it writable", "tamis.home")
                .doesNotContain("goes on by itself", "\tat ");
        assertThat(output.getAll().lines().filter(line -> !line.isBlank()).count())
                .isLessThan(15);
    }

    @ParameterizedTest
    @CsvSource({
        "No space left on device, the disk is full, Make room",
        "Disk quota exceeded, the disk is full, Make room",
        "Read-only file system, the home directory cannot be written, Make it writable",
        "Too many open files, hardly any file handles are left, Raise the limit",
        "Whatever a system says, the home directory cannot be written, Make it writable"
    })
    void whatIsWrongIsToldWithWhatToDo(String fault, String reason, String advice) {
        Probe refusing = new Probe(home.resolve("probe")) {
            @Override
            void write(long bytes) throws IOException {
                throw new IOException(fault);
            }
        };

        assertThatThrownBy(() -> UsableHome.check(home, refusing)).isInstanceOfSatisfying(UnusableHome.class, told -> {
            var said = new UnusableHomeAnalyzer().analyze(told);
            assertThat(said.getDescription()).contains(reason, home.toString(), fault);
            assertThat(said.getAction()).startsWith(advice).contains("tamis.home");
        });
    }

    @Test
    void nothingIsLeftBehindWhereItCan() throws IOException {
        UsableHome.check(home, new Probe(home.resolve("probe")));

        try (var entries = Files.list(home)) {
            assertThat(entries).isEmpty();
        }
    }
}
