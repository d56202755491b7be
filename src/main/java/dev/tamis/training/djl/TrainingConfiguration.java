package dev.tamis.training.djl;

import ai.djl.util.Utils;
import dev.tamis.training.Trainer;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** Offers the trainer. Only a node that asks for one loads the native library: an API-only node never does. */
@Configuration(proxyBeanMethods = false)
class TrainingConfiguration {

    /** Where DJL unpacks the native library; beside our other files unless the machine's owner says otherwise. */
    private static final String CACHE = "DJL_CACHE_DIR";

    @Bean
    @Lazy
    Trainer trainer(@Value("${tamis.home}") Path home) {
        if (Utils.getEnvOrSystemProperty(CACHE) == null) {
            System.setProperty(CACHE, home.resolve("djl").toString());
        }
        return new FusedTrainer(new Torch());
    }
}
