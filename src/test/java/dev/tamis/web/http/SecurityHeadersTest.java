package dev.tamis.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class SecurityHeadersTest {

    private static final String HSTS = "Strict-Transport-Security";

    @Test
    void whoCameByTlsIsToldToComeBackByIt() throws Exception {
        assertThat(answer("hpo.example.org", true, "/").getHeader(HSTS)).isEqualTo("max-age=31536000");
    }

    @Test
    void whoCameWithoutTlsIsNot() throws Exception {
        assertThat(answer("hpo.example.org", false, "/").getHeader(HSTS)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "[::1]"})
    void otherPortsOfADevelopersMachineKeepTheirPlainHttp(String loopback) throws Exception {
        assertThat(answer(loopback, true, "/").getHeader(HSTS)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/index.html", "/api/v1/experiments", "/app/main.js", "/swagger-ui/index.html"})
    void nothingInlineIsRunAndNoOtherPageShowsIt(String path) throws Exception {
        MockHttpServletResponse answer = answer("hpo.example.org", true, path);
        assertThat(answer.getHeader("Content-Security-Policy"))
                .contains("script-src 'self';", "frame-ancestors 'none'")
                .doesNotContain("script-src 'self' 'unsafe");
        assertThat(answer.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void onlySwaggerUiMayWriteStyles() throws Exception {
        String policy = "Content-Security-Policy";
        assertThat(answer("localhost", false, "/").getHeader(policy)).doesNotContain("unsafe");
        assertThat(answer("localhost", false, "/swagger-ui/index.html").getHeader(policy))
                .contains("style-src 'self' 'unsafe-inline'");
    }

    private static MockHttpServletResponse answer(String host, boolean secure, String path) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
        request.setServerName(host);
        request.setSecure(secure);
        MockHttpServletResponse response = new MockHttpServletResponse();
        new SecurityHeaders().doFilter(request, response, new MockFilterChain());
        return response;
    }
}
