package dev.tamis;

import dev.tamis.access.TokenCommand;
import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The service: API, worker or both, as the properties {@code tamis.api.enabled} and {@code tamis.worker.enabled} say. */
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class) // nobody has a password here
@EnableScheduling
public class Tamis {

    /** Serves; or, called with {@code token …}, makes a token and ends. */
    public static void main(String[] arguments) {
        if (TokenCommand.isMeant(arguments)) {
            System.exit(TokenCommand.run(System.out, System.err, arguments));
        }
        SpringApplication.run(Tamis.class, arguments);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    SteadyTime steadyTime(Clock clock) {
        return new SteadyTime(clock, System::nanoTime);
    }
}
