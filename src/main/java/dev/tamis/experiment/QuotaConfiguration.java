package dev.tamis.experiment;

import dev.tamis.quota.Disk;
import dev.tamis.quota.Quotas;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What bounds experiments. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(Quotas.class)
class QuotaConfiguration {

    @Bean
    Disk diskOfTheDatabase(@Value("${spring.datasource.url:}") String url, Quotas quotas) {
        return Disk.of(url, quotas);
    }
}
