package dev.tamis.web.reading;

import dev.tamis.web.http.SubjectReader;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.random.RandomGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.converter.ByteArrayHttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.ResourceHttpMessageConverter;
import org.springframework.http.converter.StringHttpMessageConverter;
import org.springframework.validation.Errors;
import org.springframework.validation.Validator;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** How requests are read, and answers written. */
@Configuration(proxyBeanMethods = false)
class ReadingConfiguration implements WebMvcConfigurer {

    private final JsonMapper json;

    ReadingConfiguration(JsonMapper json) {
        this.json = json;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new QueryReader());
        resolvers.add(new SubjectReader());
    }

    /**
     * JSON, and what files and pages consist of. A dependency that happens to bring YAML, XML or CBOR must not open a second door,
     * of which neither the documentation nor a test knows.
     */
    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
        List<HttpMessageConverter<?>> own = List.of(
                new ByteArrayHttpMessageConverter(),
                new StringHttpMessageConverter(StandardCharsets.UTF_8),
                new ResourceHttpMessageConverter(),
                new SubmittedReader(),
                new JsonAnswers(json));
        converters.configureMessageConvertersList(all -> {
            all.clear();
            all.addAll(own);
        });
    }

    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors.addInterceptor(new DeclaredInputs());
    }

    /** Records check themselves: the library that validates annotations is not made ready. */
    @Override
    public Validator getValidator() {
        return new Validator() {
            @Override
            public boolean supports(Class<?> type) {
                return false;
            }

            @Override
            public void validate(Object target, Errors errors) {
                throw new UnsupportedOperationException("Supports nothing");
            }
        };
    }

    /** Where experiments that name no seed get theirs. */
    @Bean
    FreshSeeds freshSeeds() {
        RandomGenerator random = new SecureRandom();
        return new FreshSeeds(random);
    }
}
