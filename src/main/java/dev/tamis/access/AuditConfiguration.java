package dev.tamis.access;

import ch.qos.logback.classic.LoggerContext;
import java.nio.file.Path;
import java.time.Clock;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Where it is noted who did what. */
@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

    @Bean
    AuditTrail auditTrail(JsonMapper json, Clock clock) {
        return new AuditTrail(new AuditLog(json), clock);
    }

    /**
     * Opens the files when all beans are there, before anybody is answered.
     *
     * @param file {@code none} leaves the lines in the service's log
     */
    @Bean
    SmartInitializingSingleton auditFiles(@Value("${tamis.audit.file}") String file) {
        return () -> {
            if (!file.equals("none") && LoggerFactory.getILoggerFactory() instanceof LoggerContext loggers) {
                new AuditFile(Path.of(file), loggers).open();
            }
        };
    }
}
