package dev.tamis.mlp.djl;

import ai.djl.util.Utils;
import dev.tamis.mlp.Analyses;
import dev.tamis.mlp.Trainer;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/**
 * Offers the trainer and the analyses. Only a node that asks for one of them loads the native library; injection into a bean
 * that is not lazy itself is asking. One that trains asks at its start, and has it loaded beside all else.
 */
@Configuration(proxyBeanMethods = false)
class TrainingConfiguration {

    /** Where DJL unpacks the native library; beside our other files unless the machine's owner says otherwise. */
    private static final String CACHE = "DJL_CACHE_DIR";

    /** Whoever trains will ask for it; unpacking it, the first time on a machine, takes as long as all else. */
    @Bean
    @ConditionalOnProperty(name = "tamis.worker.enabled", matchIfMissing = true)
    static EarlyTorch earlyTorch(Environment environment) {
        Path home = Path.of(environment.getRequiredProperty("tamis.home"));
        return new EarlyTorch(() -> load(home));
    }

    @Bean
    @Lazy
    Torch torch(@Value("${tamis.home}") Path home, Optional<EarlyTorch> early) {
        return early.map(EarlyTorch::get).orElseGet(() -> load(home));
    }

    private static Torch load(Path home) {
        if (Utils.getEnvOrSystemProperty(CACHE) == null) {
            System.setProperty(CACHE, home.resolve("djl").toString());
        }
        return new Torch();
    }

    @Bean
    @Lazy
    Trainer trainer(Torch torch) {
        return new FusedTrainer(torch);
    }

    @Bean
    @Lazy
    Analyses analyses(Torch torch) {
        return new TorchAnalyses(torch);
    }
}
