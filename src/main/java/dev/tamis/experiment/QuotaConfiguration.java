package dev.tamis.experiment;

import dev.tamis.quota.Disk;
import dev.tamis.quota.Quotas;
import dev.tamis.quota.Turnstile;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** What bounds experiments. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(Quotas.class)
class QuotaConfiguration {

    @Bean
    Turnstile turnstile(JdbcTemplate jdbc) {
        return new Turnstile(jdbc);
    }

    @Bean
    Disk diskOfTheDatabase(@Value("${spring.datasource.url:}") String url, Quotas quotas) {
        return Disk.of(url, quotas);
    }
}
