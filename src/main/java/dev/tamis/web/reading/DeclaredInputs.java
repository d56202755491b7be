package dev.tamis.web.reading;

import dev.tamis.space.FieldCode;
import dev.tamis.space.Violations;
import dev.tamis.web.http.ApiController;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Refuses, before a handler of the API does anything, what it has not declared: query parameters, a header twice, and an answer in
 * another format. Left to the framework, the first two are ignored or joined, and the last is found out when all has been done.
 */
class DeclaredInputs implements HandlerInterceptor {

    /** To read annotations takes long. */
    private final Map<Method, List<MediaType>> answered = new ConcurrentHashMap<>();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws HttpMediaTypeException {
        if (handler instanceof HandlerMethod method
                && AnnotatedElementUtils.hasAnnotation(method.getBeanType(), ApiController.class)) {
            requireOneType(request, method);
            requireAcceptable(request, method);
            Violations violations = new Violations();
            checkQuery(request, method, violations);
            checkHeaders(request, method, violations);
            violations.throwIfAny();
        }
        return true;
    }

    /** A record of parameters is read, and its strangers refused, by {@link QueryReader}, together with what else is wrong. */
    private static void checkQuery(HttpServletRequest request, HandlerMethod method, Violations violations) {
        MethodParameter[] parameters = method.getMethodParameters();
        if (request.getQueryString() == null
                || Arrays.stream(parameters).anyMatch(each -> each.hasParameterAnnotation(ParameterObject.class))) {
            return;
        }
        Set<String> known = Arrays.stream(parameters)
                .map(each -> each.getParameterAnnotation(RequestParam.class))
                .filter(Objects::nonNull)
                .flatMap(each -> Stream.of(each.name(), each.value()))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        // Not the request's parameters: those of a form are among them.
        UriComponentsBuilder.newInstance().query(request.getQueryString()).build().getQueryParams().keySet().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> violations.add(
                        name,
                        FieldCode.UNKNOWN_FIELD,
                        "is not known here; "
                                + (known.isEmpty() ? "nothing is" : "there are " + String.join(", ", known))));
    }

    private static void checkHeaders(HttpServletRequest request, HandlerMethod method, Violations violations) {
        Arrays.stream(method.getMethodParameters())
                .map(each -> each.getParameterAnnotation(RequestHeader.class))
                .filter(Objects::nonNull)
                .map(RequestHeader::name)
                .forEach(name -> {
                    int times = Collections.list(request.getHeaders(name)).size();
                    if (times > 1) {
                        violations.add(
                                name, FieldCode.DUPLICATE, "must be given once, but was given " + times + " times");
                    }
                });
    }

    /** A range of types is for Accept alone; the framework takes it for a fault of the program. */
    private static void requireOneType(HttpServletRequest request, HandlerMethod method)
            throws HttpMediaTypeNotSupportedException {
        String type = request.getContentType();
        boolean readsJson = Arrays.stream(method.getMethodParameters())
                .anyMatch(each -> each.hasParameterAnnotation(RequestBody.class));
        if (readsJson && type != null && type.split(";", 2)[0].contains("*")) {
            throw new HttpMediaTypeNotSupportedException("a range of types", List.of(MediaType.APPLICATION_JSON));
        }
    }

    private void requireAcceptable(HttpServletRequest request, HandlerMethod method)
            throws HttpMediaTypeNotAcceptableException {
        List<String> accepted = Collections.list(request.getHeaders(HttpHeaders.ACCEPT));
        List<MediaType> answers = answered.computeIfAbsent(method.getMethod(), each -> answers(method));
        if (accepted.isEmpty() || answers.isEmpty()) {
            return;
        }
        boolean acceptable = read(accepted).stream()
                .filter(each -> each.getQualityValue() > 0)
                .anyMatch(each -> answers.stream().anyMatch(each::isCompatibleWith));
        if (!acceptable) {
            throw new HttpMediaTypeNotAcceptableException(answers);
        }
    }

    /** Nothing, where it is not readable. */
    private static List<MediaType> read(List<String> accepted) {
        try {
            return MediaType.parseMediaTypes(accepted);
        } catch (InvalidMediaTypeException malformed) {
            return List.of();
        }
    }

    /** What the documentation says a success is answered in; JSON unless it says something, nothing where there is no body. */
    private static List<MediaType> answers(HandlerMethod method) {
        List<MediaType> documented =
                AnnotatedElementUtils.getMergedRepeatableAnnotations(method.getMethod(), ApiResponse.class).stream()
                        .filter(each -> each.responseCode().startsWith("2"))
                        .flatMap(each -> Arrays.stream(each.content()))
                        .map(content -> content.mediaType())
                        .filter(type -> !type.isEmpty())
                        .map(MediaType::parseMediaType)
                        .toList();
        return documented.isEmpty() && !method.isVoid() ? List.of(MediaType.APPLICATION_JSON) : documented;
    }
}
