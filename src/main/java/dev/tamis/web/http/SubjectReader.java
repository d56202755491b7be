package dev.tamis.web.http;

import dev.tamis.access.Credential;
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
        return parameter.getParameterType() == Subject.class || parameter.getParameterType() == Credential.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            ModelAndViewContainer container,
            NativeWebRequest request,
            WebDataBinderFactory binders) {
        Credential shown = Credential.needed(request.getNativeRequest(HttpServletRequest.class));
        return parameter.getParameterType() == Subject.class ? shown.subject() : shown;
    }
}
