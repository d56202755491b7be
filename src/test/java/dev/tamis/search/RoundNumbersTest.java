package dev.tamis.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tamis.space.Scale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoundNumbersTest {

    @ParameterizedTest
    @CsvSource({
        "1.3e-3, 8e-4, 2.2e-3, LOG, 1e-3",
        "1.7e-3, 8e-4, 2.2e-3, LOG, 2e-3",
        "0.043, 0.03, 0.06, LOG, 0.05",
        "9.7e-5, 8e-5, 1.2e-4, LOG, 1e-4",
        "0.0312, 0.03, 0.033, LOG, 0.03",
        "0.0317, 0.0313, 0.0321, LOG, 0.032",
        "127.3, 110, 150, LINEAR, 130",
        "480, 400, 560, LINEAR, 500",
        "-4.7, -5.2, -4.2, LINEAR, -5",
        "0.003, -0.05, 0.05, LINEAR, 0",
        "0.98321, 0.983205, 0.983215, LINEAR, 0.98321"
    })
    void theRoundestNumberNearEnoughIsChosen(double value, double lowest, double highest, Scale scale, double round) {
        assertThat(RoundNumbers.near(value, lowest, highest, scale)).isEqualTo(round);
    }
}
