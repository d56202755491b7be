package dev.tamis.web.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tamis.SteadyTime;
import dev.tamis.web.http.ConnectionCut;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class EventStreamTest {

    private final AtomicInteger cuts = new AtomicInteger();

    @Test
    void aConnectionIsCutOnceAndNeverAfterItsAnswerIsOver() throws IOException {
        EventStream stuck = stream();
        stuck.cut();
        stuck.cut();
        assertThat(cuts).hasValue(1);

        EventStream gone = stream();
        gone.onError(new IOException("the client has left"));
        gone.cut();
        assertThat(cuts).as("by then the connection is somebody else's").hasValue(1);
    }

    private EventStream stream() throws IOException {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setAsyncSupported(true);
        request.setAttribute(ConnectionCut.class.getName(), (Runnable) cuts::incrementAndGet);
        return EventStream.answering(
                request,
                new MockHttpServletResponse(),
                Duration.ofMinutes(1),
                new SteadyTime(() -> Instant.EPOCH, () -> 0));
    }
}
