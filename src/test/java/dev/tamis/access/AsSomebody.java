package dev.tamis.access;

import dev.tamis.people.Role;
import dev.tamis.people.Subject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.filter.OncePerRequestFilter;

/** Behind the door: whoever the header of a test says, whoever came in. */
@Order(Ordered.LOWEST_PRECEDENCE)
public class AsSomebody extends OncePerRequestFilter {

    private static final String HEADER = "Test-Subject";

    /** The header's name, then its value: for the builders of requests. */
    public static String[] header(Subject subject) {
        return new String[] {HEADER, subject.name() + " " + subject.role()};
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String named = request.getHeader(HEADER);
        if (named != null) {
            String[] parts = named.split(" ");
            Subject subject = new Subject(parts[0], Role.valueOf(parts[1]));
            new Credential(subject, Optional.empty(), Optional.empty()).keepWith(request);
        }
        chain.doFilter(request, response);
    }
}
