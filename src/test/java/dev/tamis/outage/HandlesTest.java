package dev.tamis.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.env.MockEnvironment;

/** How many connections clients may have. */
class HandlesTest {

    @ParameterizedTest
    @CsvSource({
        "1024, 20, 8192, 68, 468",
        "200, 17, 8192, 68, 57",
        "200, 17, 50, 68, 50",
        "65536, 200, 8192, 68, 8192",
        "65536, 200, -1, 68, 32634",
        "117, 17, 8192, 68, 16",
        "9223372036854775807, 0, 8192, 68, 8192",
        "9223372036854775807, 0, -1, 68, 2147483647"
    })
    void clientsHaveWhatIsLeftBesideTheReserve(long limit, long open, int wanted, int reserve, int connections) {
        assertThat(new Handles(limit, open).connections(wanted, reserve)).isEqualTo(connections);
    }

    @Test
    void whereHardlyAnyIsLeftTheStartSaysWhatToDo() {
        assertThatThrownBy(() -> new Handles(100, 17).connections(8192, 68))
                .isInstanceOfSatisfying(TooLittle.class, told -> {
                    var said = new TooLittleAnalyzer().analyze(told);
                    assertThat(said.getDescription()).contains("Only 100 files", "at least 117");
                    assertThat(said.getAction()).contains("ulimit -n");
                });
    }

    @Test
    void theReserveFollowsFromWhatTheSettingsLetTheNodeOpen() {
        MockEnvironment settings = new MockEnvironment()
                .withProperty("spring.datasource.hikari.maximum-pool-size", "10")
                .withProperty("tamis.api.max-uploads-at-once", "3")
                .withProperty("tamis.worker.threads", "8");
        assertThat(Handles.reserve(settings)).isEqualTo(32 + 10 + 2 * 3 + 2 * 8);

        settings.setProperty("tamis.worker.enabled", "false");
        assertThat(Handles.reserve(settings)).isEqualTo(32 + 10 + 2 * 3);
    }

    @Test
    void thoseOfThisProcessAreCounted() {
        assertThat(Handles.now().open()).isPositive();
        assertThat(Handles.now().left()).isPositive();
    }
}
