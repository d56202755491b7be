package dev.tamis.web.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tamis.web.Api;
import dev.tamis.web.ApiNodeTest;
import dev.tamis.web.FakeWorker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Clients that ask and do not read what they are told. */
@ApiNodeTest
class SlowReadersTest {

    /** More than the server has threads. */
    private static final int MANY = 20;

    private static final int SMALLEST_BUFFER = 1024;

    /** Ten times a second: a tenth of what an answer must be taken with. */
    private static final int A_LITTLE = 300;

    @LocalServerPort
    private int port;

    @Autowired
    private Api api;

    @Autowired
    private FakeWorker worker;

    @Autowired
    private Followers followers;

    private final List<Socket> open = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (Socket each : open) {
            each.close();
        }
    }

    @Test
    void holdNobodyUpAndAreCutOff() throws Exception {
        UUID large = api.anExperimentWithTrials(2_000);
        int before = followers.number();
        UUID another = api.anExperimentWithTrials(2_000);
        for (int client = 0; client < MANY; client++) {
            follow(client % 2 == 0 ? large : another);
        }
        Socket reader = follow(large);
        Socket elsewhere = follow(api.anExperimentWithTrials(1));

        assertThat(hears(reader, "event:experiment")).isTrue();
        assertThat(hears(elsewhere, "event:experiment")).isTrue();
        await().untilAsserted(() -> assertThat(followers.number()).isLessThanOrEqualTo(before + 2));
    }

    @Test
    void hearOfWhatHasGatheredWhenTheyRead() throws Exception {
        UUID id = api.anExperimentWithTrials(1_000);
        int before = followers.number();
        Socket late = follow(id);
        await().until(() -> followers.number() > before);
        worker.startOnePack(id);
        api.asksTo("cancel", id);

        assertThat(hears(late, "event:end")).isTrue();
    }

    /** What one connection's buffers hold is not enough for ten such answers. */
    @Test
    void ofOrdinaryAnswersHoldNoThread() throws Exception {
        UUID large = api.anExperimentWithTrials(2_000);
        for (int client = 0; client < MANY; client++) {
            ask("/api/v1/experiments/" + large + "/trials?size=1000", 10);
        }

        Socket another = ask("/api/v1/experiments/" + large, 1);
        assertThat(hears(another, "HTTP/1.1 200")).isTrue();
    }

    @Test
    void getAllOfItIfTheyReadOnAndOn() throws Exception {
        UUID large = api.anExperimentWithTrials(2_000);
        Socket slow = ask("/api/v1/experiments/" + large + "/trials?size=1000", 5);
        slow.setSoTimeout(30_000);
        String all = new String(slow.getInputStream().readNBytes(3_000_000), StandardCharsets.UTF_8);

        Matcher lengths = Pattern.compile("Content-Length: (\\d+)").matcher(all);
        assertThat(lengths.find()).isTrue();
        assertThat(all).hasSize(3_000_000);
        assertThat(all.split("HTTP/1.1 200"))
                .hasSizeGreaterThan(3_000_000 / (Integer.parseInt(lengths.group(1)) + 2_000));
    }

    /** As many as one address may have, and each takes a byte now and then. */
    @Test
    void ofExportsAreCutOffThoughTheyTakeALittleNowAndThen() throws Exception {
        String export = "/api/v1/experiments/" + api.anExperimentWithTrials(2_000) + "/export?format=csv";
        List<Socket> slow = new ArrayList<>();
        for (int client = 0; client < 4; client++) {
            slow.add(ask(export, 1));
            assertThat(slow.get(client).getInputStream().read()).isEqualTo('H');
        }
        assertThat(statusOf(export)).startsWith("HTTP/1.1 429");
        assertThat(statusOf("/api/v1/datasets/export"))
                .as("what is only called like one")
                .startsWith("HTTP/1.1 404");

        // Before the server would cut one that takes nothing at all for 20 s.
        await().atMost(Duration.ofSeconds(15)).until(() -> {
            for (Socket each : slow) {
                each.getInputStream()
                        .skip(Math.min(A_LITTLE, each.getInputStream().available()));
            }
            return statusOf(export).startsWith("HTTP/1.1 200");
        });
    }

    private String statusOf(String path) throws IOException {
        try (Socket client = ask(path, 1)) {
            return new String(client.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
        }
    }

    private Socket ask(String path, int times) throws IOException {
        Socket client = new Socket();
        client.setReceiveBufferSize(SMALLEST_BUFFER);
        client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        open.add(client);
        client.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                        .repeat(times)
                        .getBytes(StandardCharsets.UTF_8));
        return client;
    }

    private Socket follow(UUID id) throws IOException {
        Socket client = new Socket();
        client.setReceiveBufferSize(SMALLEST_BUFFER);
        client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        open.add(client);
        client.getOutputStream()
                .write(("GET /api/v1/experiments/" + id + "/events?after=0 HTTP/1.1\r\nHost: localhost\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        return client;
    }

    private static boolean hears(Socket client, String word) throws IOException {
        client.setSoTimeout(10_000);
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        try {
            return lines.lines().anyMatch(line -> line.startsWith(word));
        } catch (java.io.UncheckedIOException lost) {
            if (lost.getCause() instanceof SocketTimeoutException) {
                return false;
            }
            throw lost;
        }
    }
}
