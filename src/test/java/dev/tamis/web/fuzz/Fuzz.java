package dev.tamis.web.fuzz;

import com.sun.management.OperatingSystemMXBean;
import dev.tamis.Tamis;
import dev.tamis.experiment.Claims;
import dev.tamis.experiment.Confirmations;
import dev.tamis.experiment.FinalEvaluations;
import dev.tamis.experiment.Reports;
import dev.tamis.web.Api;
import dev.tamis.web.DocumentedApi;
import dev.tamis.web.FakeWorker;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** One client that sends whatever it likes, one request after the other, to an API node of its own, and judges the answers. */
public final class Fuzz implements AutoCloseable {

    private static final double MOST_PROCESSOR_SECONDS = 2;
    private static final int MOST_COMPLAINTS = 20;

    private final OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final List<String> complaints = new ArrayList<>();
    private final Map<Integer, Integer> answered = new TreeMap<>();
    private final ConfigurableApplicationContext node;
    private final Wire wire;
    private final DocumentedApi judge;
    private final Existing existing;
    private final Requests requests;

    /** @param home where the node keeps its database */
    public Fuzz(Path home, long seed) throws IOException {
        node = SpringApplication.run(
                Tamis.class,
                "--server.port=0",
                "--tamis.home=" + home,
                "--tamis.worker.enabled=false",
                "--logging.level.root=warn",
                "--spring.main.banner-mode=off");
        wire = new Wire(port());
        existing = new Existing(new Random(seed));
        trainSome();
        judge = new DocumentedApi(wire.exchange(get("/v3/api-docs")).body());
        requests = new Requests(judge.document(), new Random(seed), existing);
    }

    /** Where the node listens. */
    public int port() {
        return ((WebServerApplicationContext) node).getWebServer().getPort();
    }

    /** What was wrong with answers, each with its request; once there are many, nothing more is sent. */
    public List<String> complaints() {
        return complaints;
    }

    /** How often each status was answered. */
    public Map<Integer, Integer> answered() {
        return answered;
    }

    /** Sends so many requests. */
    public void send(int count) {
        for (int i = 0; i < count && complaints.size() < MOST_COMPLAINTS; i++) {
            Requests.Request request = requests.next();
            long start = process.getProcessCpuTime();
            try {
                Wire.Answer answer = wire.exchange(request.bytes());
                judge(request, answer, (process.getProcessCpuTime() - start) / 1e9);
            } catch (IOException | RuntimeException failed) {
                complaints.add("no answer (" + failed + ") to " + request.shown());
            }
        }
    }

    /** Whether the node says that it lives. */
    public boolean lives() throws IOException {
        return wire.exchange(get("/actuator/health/liveness")).status() == 200;
    }

    /** So that questions for results have answers. */
    private void trainSome() throws IOException {
        FakeWorker worker = new FakeWorker(
                node.getBean(Claims.class),
                node.getBean(Reports.class),
                node.getBean(FinalEvaluations.class),
                node.getBean(Confirmations.class));
        for (int i = 0; i < 4; i++) {
            String body = Api.experimentWithTrials(30);
            String request =
                    "POST /api/v1/experiments HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                            + "Content-Length: " + body.length() + "\r\n\r\n" + body;
            existing.remember(
                    "/api/v1/experiments",
                    wire.exchange(request.getBytes(StandardCharsets.UTF_8)).body());
            worker.trainAll(UUID.fromString(existing.newestExperiment()));
        }
    }

    private void judge(Requests.Request request, Wire.Answer answer, double seconds) {
        answered.merge(answer.status(), 1, Integer::sum);
        List<String> wrong = new ArrayList<>();
        if (answer.status() >= 500) {
            wrong.add("answered " + answer.status());
        } else {
            wrong.addAll(judge.complaints(new DocumentedApi.Answer(
                    request.method(), request.path(), answer.status(), answer.headers(), answer.body())));
        }
        if (seconds > MOST_PROCESSOR_SECONDS) {
            wrong.add("took " + seconds + " s of processor time");
        }
        if (!wrong.isEmpty()) {
            String body = answer.body().substring(0, Math.min(400, answer.body().length()));
            complaints.add(wrong + "\nto " + request.shown() + "\n" + answer.status() + " " + body);
        }
        if (answer.status() == 200) {
            answer.headers().entrySet().stream()
                    .filter(each -> each.getKey().equalsIgnoreCase("ETag"))
                    .forEach(each -> existing.rememberTag(request.address(), each.getValue()));
        }
        if (answer.status() == 201) {
            existing.remember(request.path(), answer.body());
        }
    }

    private static byte[] get(String path) {
        return ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        wire.close();
        node.close();
    }
}
