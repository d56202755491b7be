package dev.tamis.web.answer;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Who looks at requests for answers that may be unchanged. */
@Configuration(proxyBeanMethods = false)
class AnswerConfiguration implements WebMvcConfigurer {

    /** After those who refuse requests, and before those who answer them. */
    private static final int ORDER = 1;

    private final ObjectProvider<UnchangedAnswers> unchanged;

    AnswerConfiguration(ObjectProvider<UnchangedAnswers> unchanged) {
        this.unchanged = unchanged;
    }

    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors
                .addInterceptor(unchanged.getObject())
                .addPathPatterns("/api/**")
                .order(ORDER);
    }
}
