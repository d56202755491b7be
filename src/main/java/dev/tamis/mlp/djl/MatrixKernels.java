package dev.tamis.mlp.djl;

import com.sun.jna.Library;
import com.sun.jna.Native;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which of its kernels the matrix library uses. Left alone on an AMD processor, MKL chooses some by where in memory their operands
 * begin, and these sum in another order: a trial in a pack, whose matrices begin anywhere, then differs from the same trial
 * alone in the last bit. Told a branch, it uses that branch's kernels wherever operands lie, and they are no slower. On Intel's
 * processors its own choice has this property already.
 *
 * <p>The library reads the name of the branch from the process's environment, once, when it is first called; Java can read the
 * environment, but not change it, hence the call of the C library.
 */
final class MatrixKernels {

    /** Conditional Bitwise Reproducibility: the name of MKL's own setting. */
    private static final String SETTING = "MKL_CBWR";

    private static final Logger LOG = LoggerFactory.getLogger(MatrixKernels.class);
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
    private static final Set<String> AVX512 = Set.of("avx512f", "avx512dq", "avx512bw", "avx512vl");

    /** The part of the C library that is needed here. */
    private interface Environment extends Library {
        int setenv(String name, String value, int overwrite);
    }

    private MatrixKernels() {}

    /** To be called before the native library is. Whoever has set the branch in the environment keeps it. */
    static void makeReproducible() {
        if (System.getenv(SETTING) != null || !Files.isReadable(PROCESSORS)) {
            return;
        }
        try {
            branch(Files.readString(PROCESSORS, StandardCharsets.UTF_8))
                    .ifPresent(branch -> Native.load("c", Environment.class).setenv(SETTING, branch, 0));
        } catch (IOException | LinkageError unset) {
            LOG.warn(
                    "Trials in packs may differ from trials alone in their last bits, since {} could not be set; set it in the"
                            + " environment, to AVX2 or, where the processor has it, AVX512",
                    SETTING,
                    unset);
        }
    }

    /** The branch that a processor needs to be told, from what Linux says of it. */
    static Optional<String> branch(String processors) {
        if (!processors.contains("AuthenticAMD")) {
            return Optional.empty();
        }
        Set<String> flags = processors
                .lines()
                .filter(line -> line.startsWith("flags"))
                .findFirst()
                .map(line -> Arrays.stream(line.split("\\s+")).collect(Collectors.toSet()))
                .orElse(Set.of());
        if (flags.containsAll(AVX512)) {
            return Optional.of("AVX512");
        }
        return flags.contains("avx2") ? Optional.of("AVX2") : Optional.empty();
    }
}
