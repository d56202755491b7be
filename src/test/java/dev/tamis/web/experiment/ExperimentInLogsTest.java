package dev.tamis.web.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.MDC;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.HandlerMapping;

class ExperimentInLogsTest {

    @ParameterizedTest
    @CsvSource({
        "8c5b4a9e-0d0f-4f0a-9d55-3f1f0c0a7a11, 8c5b4a9e-0d0f-4f0a-9d55-3f1f0c0a7a11",
        "8c5b4a9e-0d0f-4f0a-9d55-3f1f0c0a7a11-and-more,",
        "'x, trials=0',"
    })
    void onlyWhatIsAnIdGetsIntoTheField(String id, String field) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE, Map.of("id", id));
        ExperimentInLogs logs = new ExperimentInLogs();

        logs.preHandle(request, new MockHttpServletResponse(), this);

        assertThat(MDC.get("experiment")).isEqualTo(field);
        logs.afterCompletion(request, new MockHttpServletResponse(), this, null);
        assertThat(MDC.get("experiment")).isNull();
    }
}
