package dev.tamis.search.sampler.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogImprovementTest {

    /** Both columns were computed with 60 digits. */
    @ParameterizedTest
    @CsvSource({
        "3, 1.0987396653277078, 0.33284096845179524",
        "0, -0.91893853320467274, 1.2533141373155003",
        "-1, -2.4851210257126413, 1.9042712333296918",
        "-5, -16.74430116266099, 5.3618162412880885",
        "-19.9, -204.91288769492166, 19.999754282210964",
        "-20.1, -208.93274041662462, 20.198776124515668",
        "-40, -808.29856835661996, 40.049906657648518",
        "-300, -45012.326536814554, 300.00666644446173"
    })
    void itIsRightFromTheMiddleToTheFarthestTail(double u, double log, double slope) {
        assertThat(LogImprovement.at(u)).isCloseTo(log, withinPercentage(1e-4));
        assertThat(LogImprovement.slope(u)).isCloseTo(slope, withinPercentage(1e-3));
    }
}
