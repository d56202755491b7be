package dev.tamis.dataset.store;

import dev.tamis.quota.Quotas;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({UploadSettings.class, Quotas.class})
class StoreConfiguration {}
