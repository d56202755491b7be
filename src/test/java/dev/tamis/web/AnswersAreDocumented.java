package dev.tamis.web;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.webmvc.test.autoconfigure.MockMvcBuilderCustomizer;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.ConfigurableMockMvcBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** Makes each answer that an API test gets, refusals too, be as the OpenAPI document of the same node says. */
public class AnswersAreDocumented implements MockMvcBuilderCustomizer {

    private final WebApplicationContext node;
    private DocumentedApi api;

    AnswersAreDocumented(WebApplicationContext node) {
        this.node = node;
    }

    @Override
    public void customize(ConfigurableMockMvcBuilder<?> builder) {
        builder.alwaysExpect(result -> {
            String path = result.getRequest().getRequestURI();
            boolean held = result.getRequest().isAsyncStarted() && !path.endsWith("/events");
            // An answer that is held back is judged when it comes.
            if (!held && !path.startsWith("/v3/") && !path.startsWith("/swagger-ui")) {
                api().check(answer(result));
            }
        });
    }

    /** The document as this node serves it. */
    public synchronized DocumentedApi api() {
        if (api == null) {
            try {
                api = new DocumentedApi(MockMvcBuilders.webAppContextSetup(node)
                        .build()
                        .perform(MockMvcRequestBuilders.get("/v3/api-docs"))
                        .andReturn()
                        .getResponse()
                        .getContentAsString(StandardCharsets.UTF_8));
            } catch (Exception unreadable) {
                throw new IllegalStateException("The document cannot be read", unreadable);
            }
        }
        return api;
    }

    private static DocumentedApi.Answer answer(MvcResult result) throws Exception {
        MockHttpServletResponse response = result.getResponse();
        Map<String, String> headers = new LinkedHashMap<>();
        response.getHeaderNames().forEach(name -> headers.put(name, response.getHeader(name)));
        if (result.getRequest().isAsyncStarted()) {
            // A stream: what is in it by now depends on the moment, and its type is told with its first byte.
            headers.put("Content-Type", "text/event-stream");
        }
        return new DocumentedApi.Answer(
                result.getRequest().getMethod(),
                result.getRequest().getRequestURI(),
                response.getStatus(),
                headers,
                result.getRequest().isAsyncStarted() ? "" : response.getContentAsString(StandardCharsets.UTF_8));
    }
}
