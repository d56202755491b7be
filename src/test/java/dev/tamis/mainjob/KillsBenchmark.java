package dev.tamis.mainjob;

import static dev.tamis.mainjob.Service.lecture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tamis.web.Multipart;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One service is killed twenty times in the middle of 300 trials, while a client uploads and submits. Minutes, run by name:
 * {@code -Dit.test=KillsBenchmark}; {@code RestartIT} is its short form.
 */
class KillsBenchmark {

    private static final List<String> HEAP = List.of("-Xmx512m");
    private static final int KILLS = 20;
    private static final int TRIALS = 300;
    private static final String ROWS = "x,y,label\n" + "0.1,0.2,a\n0.9,0.8,b\n0.2,0.1,a\n0.8,0.9,b\n".repeat(10);

    private final Queue<String> submitted = new ConcurrentLinkedQueue<>();
    private final Queue<String> uploaded = new ConcurrentLinkedQueue<>();

    @TempDir
    Path home;

    @Test
    void twentyKillsDoomNobodyChangeNoNumberAndLoseNothingThatWasAnswered() throws Exception {
        long seed = Long.getLong("tamis.chaos.seed", System.nanoTime());
        System.out.println("Kills of seed " + seed + " (-Dtamis.chaos.seed=" + seed + ")");
        Random random = new Random(seed);
        String experiment = null;
        int running = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            try (ServiceProcess process = ServiceProcess.startQuickly(HEAP, home)) {
                Service service = process.service();
                if (experiment == null) {
                    experiment = service.submit(lecture300());
                }
                service.awaitRunning(experiment);
                AtomicBoolean going = new AtomicBoolean(true);
                ExecutorService client = Executors.newSingleThreadExecutor();
                int first = 1000 * kill;
                client.submit(() -> uploadAndSubmit(service, going, first));
                pass(Duration.ofMillis(200 + random.nextInt(2500)));
                running +=
                        service.get(experiment).at("/progress/trials/running").asInt();
                process.kill();
                going.set(false);
                client.shutdown();
                assertThat(client.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
            }
        }

        try (ServiceProcess last = ServiceProcess.startQuickly(HEAP, home)) {
            Service service = last.service();
            JsonNode ended = service.awaitEnd(experiment);
            System.out.printf(
                    "%d trials in training at %d kills; %d uploads and %d submissions answered beside; at the end %s%n",
                    running, KILLS, uploaded.size(), submitted.size(), ended.at("/progress/trials"));
            assertThat(ended.at("/progress/trials/completed").asInt()).isEqualTo(TRIALS);
            assertThat(ended.at("/progress/trials/failed").asInt()).isZero();
            uploaded.forEach(name -> service.get("/datasets/" + name));
            submitted.forEach(each ->
                    assertThat(service.awaitEnd(each).get("state").asString()).isEqualTo("COMPLETED"));
            String undisturbed = service.submit(lecture300());
            service.awaitEnd(undisturbed);
            assertThat(service.leaderboard(experiment)).isEqualTo(service.leaderboard(undisturbed));
            for (int trial = 0; trial < TRIALS; trial += 7) {
                String curve = "/trials/" + trial + "/curve";
                assertThat(service.get(experiment + curve).get("measurements"))
                        .isEqualTo(service.get(undisturbed + curve).get("measurements"));
            }
        }
    }

    private static Service.Submission lecture300() {
        return lecture().with("model.hiddenLayers", 3).with("model.epochs", 120).with("budget.maxTrials", TRIALS);
    }

    /** What was answered must be there in the end; a client cannot know of the rest. */
    private void uploadAndSubmit(Service service, AtomicBoolean going, int first) {
        for (int i = first; going.get(); i++) {
            try {
                String name = "rows-" + i;
                var answer = Multipart.form()
                        .field("name", name)
                        .file("file", ROWS)
                        .post("http://localhost:" + service.port() + "/api/v1/datasets");
                if (answer.statusCode() == 201) {
                    uploaded.add(JsonMapper.shared()
                            .readTree(answer.body())
                            .get("name")
                            .asString());
                }
                submitted.add(
                        service.submit(lecture().small().with("name", name).with("budget.maxTrials", 2)));
            } catch (Exception | AssertionError killed) {
                return;
            }
        }
    }

    private static void pass(Duration time) {
        await().pollDelay(time).atMost(time.plusMinutes(1)).until(() -> true);
    }
}
