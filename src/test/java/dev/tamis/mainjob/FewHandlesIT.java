package dev.tamis.mainjob;

import static dev.tamis.mainjob.Service.lecture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tamis.mainjob.ServiceProcess.Launch;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that may have few files open, and clients that have more connections than that, and keep them. */
class FewHandlesIT {

    /** With its libraries side by side, each of which is a file that is open, a service has some 200. */
    private static final int LIMIT = 400;

    private static final Pattern CAP = Pattern.compile("Clients can have (\\d+) connections at a time");

    private static final List<String> JVM = List.of("-Xmx512m");

    private static final List<String> SMALL = List.of(
            "--tamis.worker.threads=2",
            "--tamis.api.max-uploads-at-once=2",
            "--spring.datasource.hikari.maximum-pool-size=4");

    private static final int PATIENCE_MILLIS = 10_000;

    private static final String WHOLE = "GET /actuator/health/readiness HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final String HALF = "GET /api/v1/experiments HTTP/1.1\r\nHost: localhost\r\n";

    @TempDir
    Path home;

    @Test
    void clientsCannotTakeTheHandlesThatItNeedsItself() throws Exception {
        Path log = home.resolve("log");
        List<Socket> clients = new ArrayList<>();
        try (ServiceProcess few =
                ServiceProcess.launch(QuickStart.launch(limitedTo(LIMIT), JVM, home, SMALL), log.toFile())) {
            await().atMost(Duration.ofMinutes(2)).until(few.service()::isHealthy);
            Matcher told = CAP.matcher(Files.readString(log));
            assertThat(told.find()).as("how many clients can be connected").isTrue();
            int cap = Integer.parseInt(told.group(1));
            assertThat(told.find()).as("told once").isFalse();
            int tooMany = cap + 60;
            for (int i = 0; i < tooMany; i++) {
                clients.add(connect(few.port()));
                send(clients.get(i), i % 2 == 0 && i < cap ? HALF : "");
            }
            send(clients.get(1), WHOLE);
            assertThat(answer(clients.get(1)))
                    .as("readiness on a connection that is open")
                    .startsWith("HTTP/1.1 200");

            assertThat(handlesOf(few)).isLessThan(LIMIT);
            Socket waiting = clients.get(tooMany - 1);
            send(waiting, WHOLE);
            assertThat(waiting.getInputStream().available()).isZero();

            close(clients.subList(0, cap));
            assertThat(answer(waiting))
                    .as("who waited is served when others close")
                    .startsWith("HTTP/1.1 200");
            close(clients);
            assertThat(few.service().send("GET", "/experiments", null).statusCode())
                    .isEqualTo(200);
            streamsAndWaitingRequestsLeaveConnectionsToOthers(few, cap, clients);
            assertThat(Files.readString(log)).doesNotContain("Too many open files", "errno: 24");
        } finally {
            close(clients);
        }
    }

    /** Of each kind half as many as there are connections: most of them hear that there is no place, and let theirs go. */
    private static void streamsAndWaitingRequestsLeaveConnectionsToOthers(
            ServiceProcess few, int cap, List<Socket> clients) throws Exception {
        String path = "/api/v1" + few.service().submit(lecture().small());
        few.service().send("POST", path.substring("/api/v1".length()) + "/pause", null);
        for (String lasting : List.of("/events", "?wait=60")) {
            for (int i = 0; i < cap / 2; i++) {
                Socket client = connect(few.port());
                clients.add(client);
                send(client, "GET " + path + lasting + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            }
        }
        Socket ordinary = connect(few.port());
        clients.add(ordinary);
        send(ordinary, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(answer(ordinary)).as("beside streams and requests that wait").startsWith("HTTP/1.1 200");
    }

    @Test
    void withFarTooFewItDoesNotStartAndSaysWhatToDo() throws Exception {
        Path log = home.resolve("log");
        Launch jar = new Launch(limitedTo(64), JVM, ServiceProcess.jar(), home, List.of());
        try (ServiceProcess none = ServiceProcess.launch(jar, log.toFile())) {
            await().atMost(Duration.ofMinutes(1)).until(() -> !none.isAlive());
        }
        assertThat(Files.readString(log))
                .containsOnlyOnce("Only 64 files and connections may be open")
                .contains("ulimit -n")
                .doesNotContain("\tat ");
    }

    private static List<String> limitedTo(int handles) {
        return List.of("bash", "-c", "ulimit -n " + handles + "; exec \"$@\"", "limited");
    }

    private static int handlesOf(ServiceProcess process) {
        return Path.of("/proc", "" + process.pid(), "fd").toFile().list().length;
    }

    private static Socket connect(int port) throws IOException {
        Socket client = new Socket();
        client.setSoTimeout(PATIENCE_MILLIS);
        client.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE_MILLIS);
        return client;
    }

    private static void send(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String answer(Socket client) throws IOException {
        return new String(client.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
    }

    private static void close(List<Socket> clients) throws IOException {
        for (Socket each : clients) {
            each.close();
        }
    }
}
