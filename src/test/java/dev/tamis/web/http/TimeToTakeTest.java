package dev.tamis.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tamis.HandClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long a client may take for an answer. */
class TimeToTakeTest {

    private static final int SECOND = 32 * 1024;

    private final HandClock clock = new HandClock();
    private final TimeToTake time = new TimeToTake(Duration.ofSeconds(20), clock);

    @Test
    void anAnswerThatIsThereHasItsPatienceAndASecondForEach32Kilobytes() {
        assertThat(time.of(10 * SECOND, time.now())).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void thePatienceIsOfTheWholeAnswerHoweverManyPiecesThereAre() {
        for (int piece = 1; piece <= 10; piece++) {
            assertThat(time.of(SECOND, time.now())).isEqualTo(Duration.ofSeconds(20 + piece));
            clock.forward(Duration.ofSeconds(2));
        }
    }

    @Test
    void whatTheMakingTakesIsNotTheClients() {
        time.of(SECOND, time.now());
        clock.forward(Duration.ofSeconds(1));
        var begin = time.now();
        clock.forward(Duration.ofMinutes(5));

        assertThat(time.of(SECOND, begin)).isEqualTo(Duration.ofSeconds(301 + 21));
    }

    @Test
    void whoHasTakenMuchAtOnceMayNotLeaveTheLastPieceForHours() {
        for (int piece = 0; piece < 1_000; piece++) {
            time.of(100 * SECOND, time.now());
        }
        clock.forward(Duration.ofSeconds(7));

        assertThat(time.of(SECOND, time.now())).isEqualTo(Duration.ofSeconds(7 + 21));
    }
}
