package dev.tamis.training.djl;

import dev.tamis.training.Trainer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** Offers the trainer. Only a node that asks for one loads the native library: an API-only node never does. */
@Configuration(proxyBeanMethods = false)
class TrainingConfiguration {

    @Bean
    @Lazy
    Trainer trainer() {
        return new FusedTrainer(new Torch());
    }
}
