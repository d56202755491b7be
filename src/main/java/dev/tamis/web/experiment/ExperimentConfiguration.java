package dev.tamis.web.experiment;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What requests about experiments have in common. */
@Configuration(proxyBeanMethods = false)
class ExperimentConfiguration implements WebMvcConfigurer {

    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors.addInterceptor(new ExperimentInLogs()).addPathPatterns("/api/v1/experiments/{id}/**");
    }
}
