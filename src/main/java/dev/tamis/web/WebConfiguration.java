package dev.tamis.web;

import java.security.SecureRandom;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.catalina.core.StandardHost;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.tomcat.TomcatContextCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What all controllers share. */
@Configuration
class WebConfiguration implements WebMvcConfigurer {

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new QueryReader());
    }

    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors.addInterceptor(new ExperimentInLogs()).addPathPatterns("/api/v1/experiments/{id}/**");
    }

    @Bean
    BodyLimit bodyLimit(
            @Value("${tamis.api.max-body-size:1MB}") DataSize limit,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        return new BodyLimit(limit, problems);
    }

    @Bean
    SecurityHeaders securityHeaders() {
        return new SecurityHeaders();
    }

    @Bean
    @ConditionalOnProperty(name = "tamis.api.enabled", havingValue = "false")
    NothingButActuator nothingButActuator(
            @Value("${management.endpoints.web.base-path:/actuator}") String actuator,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        return new NothingButActuator(actuator, problems);
    }

    @Bean
    TomcatContextCustomizer problemsOfTheServer() {
        return context -> ((StandardHost) context.getParent()).setErrorReportValveClass(ProblemValve.class.getName());
    }

    /** Where experiments that name no seed get theirs. */
    @Bean
    FreshSeeds freshSeeds() {
        RandomGenerator random = new SecureRandom();
        return new FreshSeeds(random);
    }
}
