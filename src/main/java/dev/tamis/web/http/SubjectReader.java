package dev.tamis.web.http;

import dev.tamis.access.Subjects;
import dev.tamis.people.Subject;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Hands who asks to the methods that want to know: all that read or change what belongs to somebody. */
public final class SubjectReader implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Subject.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            ModelAndViewContainer container,
            NativeWebRequest request,
            WebDataBinderFactory binders) {
        return of(request.getNativeRequest(HttpServletRequest.class));
    }

    /**
     * The same where nothing resolves arguments.
     *
     * @throws IllegalStateException for a request that the door let in without asking who sent it: a fault of the service
     */
    public static Subject of(HttpServletRequest request) {
        return Subjects.of(request)
                .orElseThrow(() -> new IllegalStateException("Nobody was asked who sent " + request.getRequestURI()));
    }
}
