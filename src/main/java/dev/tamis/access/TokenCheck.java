package dev.tamis.access;

import dev.tamis.people.Subject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Knows by token or cookie who sends a request. Who brings neither is nobody; who brings a wrong token is told so. */
final class TokenCheck extends OncePerRequestFilter {

    private final Credentials credentials;
    private final HandlerExceptionResolver problems;

    TokenCheck(Credentials credentials, HandlerExceptionResolver problems) {
        this.credentials = credentials;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            credentials.subject(request).ifPresent(subject -> enter(request, subject));
        } catch (AccessRefused refused) {
            problems.resolveException(request, response, null, refused);
            return;
        }
        chain.doFilter(request, response);
    }

    private static void enter(HttpServletRequest request, Subject subject) {
        Subjects.set(request, subject);
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(subject.name(), null, List.of()));
        SecurityContextHolder.setContext(context);
    }
}
