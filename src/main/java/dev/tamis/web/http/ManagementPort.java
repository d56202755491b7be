package dev.tamis.web.http;

import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;

/** What answers on a port of their own for health and metrics have, too: that port is served by a context below ours. */
@ManagementContextConfiguration(proxyBeanMethods = false)
class ManagementPort {

    @Bean
    FilterRegistrationBean<SecurityHeaders> headersOfEveryAnswer(SecurityHeaders headers) {
        FilterRegistrationBean<SecurityHeaders> registration = new FilterRegistrationBean<>(headers);
        registration.setOrder(headers.getOrder());
        return registration;
    }
}
