package dev.tamis.benchmark;

import java.util.Map;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** The trainer without the service around it. */
final class LocalTrainer {

    private LocalTrainer() {}

    static AnnotationConfigApplicationContext context() {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "benchmark", Map.of("tamis.home", System.getProperty("user.home") + "/.tamis")));
        context.scan("dev.tamis.mlp.djl");
        context.refresh();
        return context;
    }
}
