package dev.tamis.web.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpMethod;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** On a node without the API there are no pages either, which would only call what is not there. */
class NothingButActuator extends OncePerRequestFilter {

    private final String actuator;
    private final HandlerExceptionResolver problems;

    /** @param actuator the path below which the node still answers */
    NothingButActuator(String actuator, HandlerExceptionResolver problems) {
        this.actuator = actuator;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        if (path.equals(actuator) || path.startsWith(actuator + "/")) {
            chain.doFilter(request, response);
        } else {
            HttpMethod method = HttpMethod.valueOf(request.getMethod());
            problems.resolveException(request, response, null, new NoResourceFoundException(method, path, path));
        }
    }
}
