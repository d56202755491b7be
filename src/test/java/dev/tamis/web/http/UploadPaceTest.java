package dev.tamis.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tamis.HandClock;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.junit.jupiter.api.Test;

/** How fast an upload has to come. */
class UploadPaceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HandClock clock = new HandClock();

    @Test
    void aByteEveryFiveSecondsIsTooSlowOnceThePatienceIsOver() throws IOException {
        UploadPace pace = new UploadPace(pieces(1), PATIENCE, clock);
        for (int second = 0; second < 20; second += 5) {
            assertThat(pace.doRead(null)).isEqualTo(1);
            clock.forward(Duration.ofSeconds(5));
        }
        assertThat(pace.doRead(null)).as("after 20 s").isEqualTo(1);
        clock.forward(Duration.ofMillis(1));

        assertThatThrownBy(() -> pace.doRead(null))
                .isInstanceOf(BodyTooSlow.class)
                .hasMessageContaining("tamis.api.body-patience");
    }

    @Test
    void whoSendsSteadilyMaySendForHours() throws IOException {
        UploadPace pace = new UploadPace(pieces(33 * 1024), PATIENCE, clock);
        for (int second = 0; second < 10_000; second++) {
            pace.doRead(null);
            clock.forward(Duration.ofSeconds(1));
        }
    }

    @Test
    void whoHasBegunFastMayNotTrickleForLong() throws IOException {
        UploadPace pace = new UploadPace(pieces(320 * 1024), PATIENCE, clock);
        pace.doRead(null);
        clock.forward(Duration.ofSeconds(30));
        pace.doRead(null);
        clock.forward(Duration.ofSeconds(21));

        assertThatThrownBy(() -> {
                    clock.forward(Duration.ofSeconds(10));
                    pace.doRead(null);
                })
                .isInstanceOf(BodyTooSlow.class);
    }

    @Test
    void whoSendsNothingForSoLongThatTheServerGivesUpIsTooSlowToo() {
        UploadPace pace = new UploadPace(
                new InputBuffer() {
                    @Override
                    public int doRead(ApplicationBufferHandler handler) throws IOException {
                        throw new SocketTimeoutException();
                    }

                    @Override
                    public int available() {
                        return 0;
                    }
                },
                PATIENCE,
                clock);

        assertThatThrownBy(() -> pace.doRead(null)).isInstanceOf(BodyTooSlow.class);
    }

    private static InputBuffer pieces(int size) {
        return new InputBuffer() {
            @Override
            public int doRead(ApplicationBufferHandler handler) {
                return size;
            }

            @Override
            public int available() {
                return size;
            }
        };
    }
}
