package dev.tamis.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Runs the lecture's experiment once the service is ready, on a thread of its own. The service goes on afterwards, unless
 * {@code tamis.demo.exit} is true: then the process ends, with 0, or with 1 if the experiment failed.
 */
@Component
@Profile("demo")
class Demo {

    private static final long MILLISECONDS_BETWEEN_LOOKS = 500;

    private final Screen screen = Screen.ofThisProcess();

    private volatile Thread running;

    @EventListener
    void start(ApplicationReadyEvent ready) {
        ConfigurableApplicationContext context = ready.getApplicationContext();
        running = new Thread(() -> runAndEnd(context), "demo");
        running.start();
    }

    /** Ctrl-C: without this, the demonstration would report that the service no longer answers. */
    @EventListener
    void stop(ContextClosedEvent closed) {
        Thread thread = running;
        if (thread != null && thread != Thread.currentThread()) {
            thread.interrupt();
        }
    }

    private void runAndEnd(ConfigurableApplicationContext context) {
        int status = run(context.getEnvironment());
        if (context.getEnvironment().getProperty("tamis.demo.exit", Boolean.class, false)) {
            System.exit(SpringApplication.exit(context, () -> status));
        }
    }

    private int run(Environment environment) {
        URI base = baseOf(environment);
        try {
            screen.say("""
                    Tamis: the lecture's hyperparameter search on MNIST. 100 random trials train a network of 6 hidden layers on
                    400 images each; 100 other images rank them. Searched: learningRate and weightDecay, on log scales.
                    """);
            var service = new ServiceClient(base, environment.getProperty("tamis.token", ""));
            new LectureRun(service, screen, () -> Thread.sleep(MILLISECONDS_BETWEEN_LOOKS), InstantSource.system())
                    .run(submission());
            screen.say("\nDashboard   " + base + "/\nSwagger UI  " + base + "/swagger-ui.html");
            if (!environment.getProperty("tamis.demo.exit", Boolean.class, false)) {
                screen.say("\nThe service goes on running; press Ctrl-C to stop it.");
            }
            return 0;
        } catch (DemoFailure failure) {
            screen.say("\nThe demonstration stopped. " + failure.getMessage());
            return 1;
        } catch (RuntimeException defect) {
            // an answer that the contract does not allow, say: without this the process would wait for nothing
            screen.say("\nThe demonstration stopped because of a defect: " + defect);
            return 1;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private static URI baseOf(Environment environment) {
        return URI.create(
                "http://" + hostOf(environment.getProperty("server.address", "").strip()) + ":"
                        + environment.getRequiredProperty("local.server.port")
                        + environment.getProperty("server.servlet.context-path", ""));
    }

    /** The service listens on loopback, on everything, or on one address alone. */
    private static String hostOf(String address) {
        if (address.isEmpty() || address.equals("0.0.0.0") || address.equals("::") || address.startsWith("127.")) {
            return "localhost";
        }
        return address.contains(":") ? "[" + address + "]" : address;
    }

    private static String submission() {
        try (InputStream json = Demo.class.getResourceAsStream("lecture-hpo.json")) {
            return new String(json.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
