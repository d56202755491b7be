package dev.tamis.mlp.djl;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {

    @ParameterizedTest
    @CsvSource({"Linux, amd64", "Linux, aarch64", "Mac OS X, aarch64", "Windows 11, amd64"})
    void trainsWhereThereIsALibrary(String system, String processor) {
        assertThatCode(() -> new Platform(system, processor).requireSupported()).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"Mac OS X, x86_64", "Windows 11, aarch64", "Linux, riscv64", "SunOS, amd64"})
    void saysWhichPlatformsThereAreElsewhere(String system, String processor) {
        assertThatThrownBy(() -> new Platform(system, processor).requireSupported())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("macOS on arm64")
                .hasMessageContaining(system + " on " + processor);
    }
}
