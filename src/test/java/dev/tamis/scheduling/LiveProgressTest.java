package dev.tamis.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.PropertiesPropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/** How old what a follower sees may be: a result waits for its report, a reported one for the next look at the experiment. */
class LiveProgressTest {

    @Test
    void isLessThanASecondOldAsTheServiceIsDelivered() throws IOException {
        Properties delivered = PropertiesLoaderUtils.loadProperties(new ClassPathResource("application.properties"));
        Binder binder =
                new Binder(ConfigurationPropertySources.from(new PropertiesPropertySource("delivered", delivered)));

        Duration untilReported =
                binder.bindOrCreate("tamis.worker", WorkerSettings.class).reportEvery();
        Duration untilLookedAt =
                binder.bind("tamis.api.events.poll-interval", Duration.class).get();

        assertThat(untilReported.plus(untilLookedAt)).isLessThan(Duration.ofSeconds(1));
    }
}
