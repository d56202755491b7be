package dev.tamis.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Knows by token or cookie who sends a request. Who brings neither is nobody; who brings a wrong token is told so. */
final class TokenCheck extends OncePerRequestFilter {

    /** Until there are people: whoever holds the token. */
    private static final String HOLDER = "token";

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
            if (isKnown(request)) {
                SecurityContext context = SecurityContextHolder.createEmptyContext();
                context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(HOLDER, null, List.of()));
                SecurityContextHolder.setContext(context);
            }
        } catch (AccessRefused refused) {
            problems.resolveException(request, response, null, refused);
            return;
        }
        chain.doFilter(request, response);
    }

    private boolean isKnown(HttpServletRequest request) {
        Optional<String> bearer = Sessions.bearer(request);
        bearer.ifPresent(token -> credentials.check(token, request));
        return bearer.isPresent() || credentials.hasSession(request);
    }
}
