package dev.tamis.web.answer;

import dev.tamis.access.Credential;
import dev.tamis.access.Credentials;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Tells 304 to who has a {@link Polled} answer already, before anything of it is read (RFC 9110, section 13.1.2). {@link
 * TaggedAnswers} gives the others their tag.
 */
@Component
class UnchangedAnswers implements HandlerInterceptor {

    private final Map<Class<?>, Revisions> revisions;
    private final EntityTags tags;
    private final String caching;

    UnchangedAnswers(List<Revisions> revisions, EntityTags tags, Credentials credentials) {
        this.revisions = revisions.stream().collect(Collectors.toMap(Object::getClass, Function.identity()));
        this.tags = tags;
        this.caching = Caching.of(credentials);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        Optional<TagOfAnswer> tag = handler instanceof HandlerMethod method ? tag(method, request) : Optional.empty();
        if (tag.filter(each -> each.isKnownTo(request)).isPresent()) {
            tag.get().writeUnchanged(response);
            return false;
        }
        tag.ifPresent(each -> each.keepWith(request));
        return true;
    }

    private Optional<TagOfAnswer> tag(HandlerMethod method, HttpServletRequest request) {
        return Optional.ofNullable(method.getMethodAnnotation(Polled.class))
                .flatMap(polled -> revisions
                        .get(polled.value())
                        .of(Credential.needed(request).subject(), request, variables(request)))
                .map(revision -> new TagOfAnswer(tags.of(address(request), revision), caching));
    }

    private static String address(HttpServletRequest request) {
        String query = request.getQueryString();
        return query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> variables(HttpServletRequest request) {
        return (Map<String, String>) request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
    }
}
