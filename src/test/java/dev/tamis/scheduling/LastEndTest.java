package dev.tamis.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastEndTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path home;

    private String boot = "a boot";
    private long endedForMemory = 3;

    @Test
    void whatWasKilledOrLostItsPowerHasNotEndedOfItself() {
        start();

        assertThat(start().ofItself()).isEmpty();
    }

    @Test
    void aReportOfACrashTellsThatItDid() throws IOException {
        start();
        report(START.plusSeconds(1));

        assertThat(startedAt(START.plusSeconds(2)).ofItself())
                .hasValueSatisfying(why -> assertThat(why).contains("hs_err"));
        assertThat(startedAt(START.plusSeconds(9)).ofItself())
                .as("the report of an earlier crash")
                .isEmpty();
    }

    @Test
    void aReportThatWasThereBeforeTellsNothing() throws IOException {
        report(START.minusSeconds(1));
        start();

        assertThat(newest().ofItself()).isEmpty();
    }

    @Test
    void whatTheKernelEndedForMemoryHasEndedOfItself() {
        start();
        endedForMemory++;

        assertThat(newest().ofItself()).isPresent();
    }

    @Test
    void whatItHasOutlivedWasAnother() {
        LastEnd first = start();
        endedForMemory++;
        first.alive();

        assertThat(newest().ofItself()).isEmpty();
    }

    @Test
    void anotherStartOfTheMachineCountsFromZero() {
        start();
        boot = "another";
        endedForMemory++;

        assertThat(newest().ofItself()).isEmpty();
    }

    @Test
    void whatEndedInGoodOrderLeavesNothing() {
        start().close();

        assertThat(home).isEmptyDirectory();
    }

    @Test
    void aFileThatCannotBeReadBlamesNobody() throws IOException {
        Files.writeString(home.resolve("process"), "memory=much\nstarted=once");

        assertThat(newest().ofItself()).isEmpty();
        assertThat(newest().ofItself()).as("it is a good one again").isEmpty();
    }

    @Test
    void thisProcessFindsItsOwnTraces() {
        ProcessTraces own = new ProcessTraces();

        assertThat(own.crashReports()).isNotEmpty().allMatch(Path::isAbsolute);
        assertThat(own.startedAt()).isBefore(Instant.now());
        if (Files.exists(Path.of("/proc/vmstat"))) {
            assertThat(own.boot()).isNotEmpty();
            assertThat(own.endedForMemory()).isNotNegative();
        }
    }

    private LastEnd start() {
        LastEnd begun = newest();
        begun.ofItself();
        return begun;
    }

    private LastEnd newest() {
        return startedAt(START);
    }

    private LastEnd startedAt(Instant start) {
        return new LastEnd(home.resolve("process"), traces(start));
    }

    private void report(Instant at) throws IOException {
        Files.setLastModifiedTime(Files.writeString(home.resolve("hs_err_pid1.log"), "SIGSEGV"), FileTime.from(at));
    }

    private LastEnd.Traces traces(Instant startedAt) {
        return new LastEnd.Traces() {

            @Override
            public String boot() {
                return boot;
            }

            @Override
            public long endedForMemory() {
                return endedForMemory;
            }

            @Override
            public List<Path> crashReports() {
                return List.of(home.resolve("missing"), home.resolve("hs_err_pid1.log"));
            }

            @Override
            public Instant startedAt() {
                return startedAt;
            }
        };
    }
}
