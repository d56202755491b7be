package dev.tamis.scheduling;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The traces of this process: HotSpot's report of a crash, and what Linux counts in /proc. Elsewhere nobody counts. */
final class ProcessTraces implements LastEnd.Traces {

    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    private static final Path COUNTERS = Path.of("/proc/vmstat");
    private static final String COUNTER = "oom_kill ";

    @Override
    public String boot() {
        try {
            return Files.readString(BOOT).strip();
        } catch (IOException noLinux) {
            return "";
        }
    }

    @Override
    public long endedForMemory() {
        try (Stream<String> lines = Files.lines(COUNTERS)) {
            return lines.filter(line -> line.startsWith(COUNTER))
                    .mapToLong(line -> Long.parseLong(line.substring(COUNTER.length())))
                    .findFirst()
                    .orElse(-1);
        } catch (IOException | RuntimeException noLinux) {
            return -1;
        }
    }

    /** As HotSpot looks for a place: the option, the working directory, the directory for temporary files. */
    @Override
    public List<Path> crashReports() {
        String pid = String.valueOf(ProcessHandle.current().pid());
        String chosen = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .getVMOption("ErrorFile")
                .getValue();
        String usual = "hs_err_pid" + pid + ".log";
        return Stream.of(
                        chosen == null || chosen.isEmpty() ? usual : chosen.replace("%p", pid),
                        usual,
                        Path.of(System.getProperty("java.io.tmpdir"), usual).toString())
                .distinct()
                .map(each -> Path.of(each).toAbsolutePath())
                .toList();
    }

    @Override
    public Instant startedAt() {
        return Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
    }
}
