package dev.tamis.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tamis.mainjob.Service;
import dev.tamis.mainjob.ServiceProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 200 clients that poll and 1,000 that follow events while a process trains: how long they wait, and what training loses. With and
 * without them in turn, a minute each; about ten minutes, run by name: {@code -Dit.test=CrowdBenchmark}. The clients run beside the
 * service on the same cores: their own processor time is told, and counts as lost.
 */
class CrowdBenchmark {

    private static final int POLLERS = Integer.getInteger("tamis.crowd.pollers", 200);
    private static final int STREAMS = Integer.getInteger("tamis.crowd.streams", 1_000);
    private static final int REPEATS = Integer.getInteger("tamis.crowd.repeats", 3);
    private static final Duration WINDOW = Duration.ofSeconds(Integer.getInteger("tamis.crowd.seconds", 60));
    /** As the dashboard of Optuna does unless told otherwise. */
    private static final Duration EVERY = Duration.ofSeconds(Integer.getInteger("tamis.crowd.every", 10));

    private static final Duration WARM_UP = Duration.ofSeconds(20);

    @TempDir
    Path home;

    @Test
    void twoHundredPollAndAThousandFollowWhileItTrains() throws IOException {
        List<Double> slowed = new ArrayList<>();
        List<Double> p99 = new ArrayList<>();
        try (ServiceProcess process = ServiceProcess.startWith(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1"), home)) {
            Service service = process.service();
            String experiment =
                    service.submit(Service.lecture().with("model.epochs", 60).with("budget.maxTrials", 5_000));
            service.awaitRunning(experiment);
            crowd(process.port(), experiment, WARM_UP);
            double before = stepsPerSecond(service);
            for (int repeat = 0; repeat < REPEATS; repeat++) {
                ThreadTimes start = ThreadTimes.of(process.pid());
                double steps = steps(service);
                long since = System.nanoTime();
                double own = ownSeconds();
                double[] millis = crowd(process.port(), experiment, WINDOW);
                double beside = (steps(service) - steps) / ((System.nanoTime() - since) / 1e9);
                double clients = ownSeconds() - own;
                ThreadTimes times = new ThreadTimes(0, 0, 0).plus(start, ThreadTimes.of(process.pid()));
                double after = stepsPerSecond(service);
                slowed.add(100 * (1 - beside / ((before + after) / 2)));
                p99.add(Quantiles.at(millis, 0.99));
                System.out.printf(
                        "  %d answers, median %.1f ms, p99 %.1f ms, longest %.1f ms; steps per second %.0f, without %.0f and %.0f;"
                                + " the clients took %.1f s of processor time, the service: %s%n",
                        millis.length,
                        Quantiles.at(millis, 0.5),
                        Quantiles.at(millis, 0.99),
                        millis[millis.length - 1],
                        beside,
                        before,
                        after,
                        clients,
                        times.shares());
                before = after;
            }
            assertThat(service.get(experiment).get("state").asString()).isEqualTo("RUNNING");
        }
        System.out.printf(
                "%n%d clients poll every %d s, %d follow, %d times %d s: p99 %s ms; training slows by %s %%%n%n",
                POLLERS, EVERY.toSeconds(), STREAMS, REPEATS, WINDOW.toSeconds(), shown(p99), shown(slowed));
    }

    /** Everybody comes, lives for a while and is gone; nobody is refused, cut off or answered with an error. */
    private static double[] crowd(int port, String experiment, Duration time) throws IOException {
        try (Crowd crowd = new Crowd(port)) {
            for (int i = 0; i < STREAMS; i++) {
                crowd.follow(experiment + "/events");
            }
            List<String> paths = List.of(
                    experiment,
                    experiment + "/leaderboard",
                    "/experiments?size=20",
                    experiment + "/trials?size=20",
                    experiment + "/rounds");
            for (int i = 0; i < POLLERS; i++) {
                crowd.poll(paths, EVERY.multipliedBy(i).dividedBy(POLLERS), EVERY);
            }
            crowd.live(time);
            assertThat(crowd.broken()).isZero();
            assertThat(crowd.told()).isEqualTo(STREAMS);
            assertThat(crowd.statuses().keySet()).isSubsetOf(200, 304);
            assertThat(crowd.millis().length).isGreaterThan((int) (POLLERS * time.toSeconds() / EVERY.toSeconds() / 2));
            System.out.printf("  answers %s, %d MB of events%n", crowd.statuses(), crowd.megabytesTold());
            return crowd.millis();
        }
    }

    private static double stepsPerSecond(Service service) throws IOException {
        try (Crowd nobody = new Crowd(service.port())) {
            double steps = steps(service);
            long since = System.nanoTime();
            nobody.live(WINDOW);
            return (steps(service) - steps) / ((System.nanoTime() - since) / 1e9);
        }
    }

    private static double steps(Service service) {
        return service.metrics()
                .lines()
                .filter(line -> line.startsWith("tamis_trial_steps_total"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    /** Processor time of this process: the clients. */
    private static double ownSeconds() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis() / 1000.0;
    }

    private static String shown(List<Double> values) {
        return String.join(
                ", ", values.stream().map(value -> String.format("%.1f", value)).toList());
    }
}
