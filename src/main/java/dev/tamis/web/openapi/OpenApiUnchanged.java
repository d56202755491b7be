package dev.tamis.web.openapi;

import dev.tamis.web.answer.Polled;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.web.method.HandlerMethod;

/** What the document says of {@link Polled} answers. */
final class OpenApiUnchanged {

    private OpenApiUnchanged() {}

    static Operation mark(Operation operation, HandlerMethod method) {
        if (method.hasMethodAnnotation(Polled.class)) {
            operation.addParametersItem(new HeaderParameter()
                    .name(HttpHeaders.IF_NONE_MATCH)
                    .description(
                            "ETag of the answer that the client has, or several of them: 304 where it is still the answer")
                    .required(false)
                    .schema(OpenApiSchemas.typed("string", "As in RFC 9110, section 13.1.2")));
            operation.getResponses().get("200").addHeaderObject(HttpHeaders.ETAG, tag(false));
            operation
                    .getResponses()
                    .addApiResponse(
                            "304",
                            new ApiResponse()
                                    .description("The answer is the one that If-None-Match names")
                                    .addHeaderObject(HttpHeaders.ETAG, tag(true)));
        }
        return operation;
    }

    private static Header tag(boolean always) {
        Header header = new Header()
                .description("Name of the answer as it is by now, for If-None-Match; not of one asked for with wait")
                .schema(OpenApiSchemas.typed("string", "Weak: W/\"…\""));
        header.setRequired(always);
        return header;
    }
}
