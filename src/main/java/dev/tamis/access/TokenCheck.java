package dev.tamis.access;

import dev.tamis.people.Role;
import dev.tamis.space.Refusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Knows by token or cookie who sends a request, and whether their role is enough for it, before anything of its body is read. Who
 * brings neither is nobody; who brings a wrong token is told so.
 */
final class TokenCheck extends OncePerRequestFilter {

    private final Credentials credentials;
    private final Permissions permissions;
    private final HandlerExceptionResolver problems;

    TokenCheck(Credentials credentials, Permissions permissions, HandlerExceptionResolver problems) {
        this.credentials = credentials;
        this.permissions = permissions;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            Optional<Role> needed = permissions.needed(request);
            // Whoever asks for a page is nobody: it must come while the database, which knows the tokens, is away.
            if (needed.isPresent() || Sessions.isAt(request)) {
                credentials.of(request).ifPresent(credential -> enter(request, credential));
            }
            needed.ifPresent(role ->
                    Credential.of(request).ifPresent(shown -> shown.subject().require(role)));
        } catch (Refusal | DataAccessException refused) {
            problems.resolveException(request, response, null, refused);
            return;
        }
        chain.doFilter(request, response);
    }

    private static void enter(HttpServletRequest request, Credential credential) {
        credential.keepWith(request);
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                credential.subject().name(), null, List.of()));
        SecurityContextHolder.setContext(context);
    }
}
