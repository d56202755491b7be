package dev.tamis.mlp.djl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** That the branch has the wanted effect is what {@link FusedEqualsAloneTest} shows on such a processor. */
class MatrixKernelsTest {

    @Test
    void anAmdProcessorIsToldTheWidestBranchThatItHas() {
        assertThat(MatrixKernels.branch(processor("AuthenticAMD", "fpu avx avx2 avx512f avx512dq avx512bw avx512vl")))
                .contains("AVX512");
        assertThat(MatrixKernels.branch(processor("AuthenticAMD", "fpu avx avx2 avx512f")))
                .contains("AVX2");
        assertThat(MatrixKernels.branch(processor("AuthenticAMD", "fpu sse2"))).isEmpty();
    }

    @Test
    void othersChooseForThemselves() {
        assertThat(MatrixKernels.branch(processor("GenuineIntel", "fpu avx avx2 avx512f avx512dq avx512bw avx512vl")))
                .isEmpty();
        assertThat(MatrixKernels.branch("processor : 0\nBogoMIPS : 50.00\nFeatures : fp asimd\n"))
                .isEmpty();
        assertThat(MatrixKernels.branch("")).isEmpty();
    }

    private static String processor(String vendor, String flags) {
        return "processor\t: 0\nvendor_id\t: " + vendor + "\nflags\t\t: " + flags + "\n\nprocessor\t: 1\n";
    }
}
