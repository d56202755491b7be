package dev.tamis.training.djl;

import dev.tamis.training.Analyses;
import dev.tamis.training.Trainer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/**
 * Offers the trainer and the analyses. Only a node that asks for one of them loads the native library; injection into a bean
 * that is not lazy itself is asking.
 */
@Configuration(proxyBeanMethods = false)
class TrainingConfiguration {

    @Bean
    @Lazy
    Torch torch() {
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
