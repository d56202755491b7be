package dev.tamis.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Stands before everything else, and asks by which name and from whose page a request comes, and whether it says so once. */
final class Door extends OncePerRequestFilter {

    /** Cookies serve the service's own pages, whatever others may do with a token. */
    private static final Pages NO_OTHERS = new Pages(List.of());

    /** What is asked of them has one answer; of two a proxy may have read the other one. Those of an operation it refuses itself. */
    private static final List<String> ONCE = List.of(
            HttpHeaders.HOST,
            HttpHeaders.AUTHORIZATION,
            HttpHeaders.ORIGIN,
            "Sec-Fetch-Site",
            HttpHeaders.CONTENT_TYPE,
            HttpHeaders.CONTENT_ENCODING);

    private final Hosts hosts;
    private final Pages pages;
    private final Optional<Sessions> sessions;
    private final HandlerExceptionResolver problems;

    /** @param sessions empty without a token: then every request is one that a browser could send by itself */
    Door(Hosts hosts, Pages pages, Optional<Sessions> sessions, HandlerExceptionResolver problems) {
        this.hosts = hosts;
        this.pages = pages;
        this.sessions = sessions;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<AccessRefused> refusal = refusal(request);
        if (refusal.isPresent()) {
            problems.resolveException(request, response, null, refusal.get());
        } else {
            chain.doFilter(request, response);
        }
    }

    private Optional<AccessRefused> refusal(HttpServletRequest request) {
        for (String each : ONCE) {
            int times = Collections.list(request.getHeaders(each)).size();
            if (times > 1) {
                return Optional.of(AccessRefused.twice(each, times));
            }
        }
        // The header as it came, and the name that links are made of: a proxy may have said another one.
        String header = request.getHeader(HttpHeaders.HOST);
        String name = bracketed(request.getServerName());
        // Without the header (HTTP/1.0, as simple health checks speak it) the name is the machine's own, unless a proxy
        // has
        // said one; no browser is without.
        boolean nobodys = header == null && request.getServerName().equals(request.getLocalName());
        List<String> names = nobodys ? List.of() : header == null ? List.of(name) : List.of(header, name);
        for (String each : names) {
            if (!hosts.include(each)) {
                return Optional.of(AccessRefused.host(each, sessions.isPresent()));
            }
        }
        return maySend(request, List.of(header == null ? name : header, name + ":" + request.getServerPort()))
                ? Optional.empty()
                : Optional.of(AccessRefused.page(request.getHeader(HttpHeaders.ORIGIN)));
    }

    private boolean maySend(HttpServletRequest request, List<String> own) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        String site = request.getHeader("Sec-Fetch-Site");
        if (sessions.isEmpty()) {
            return pages.maySend(origin, site, own);
        }
        if (sessions.get().isConcernedBy(request)) {
            return NO_OTHERS.maySend(origin, site, own);
        }
        // Where nothing is done without a token that a script has to bring, a link from elsewhere does no harm.
        return pages.maySend(origin, null, own);
    }

    /** Some containers give IPv6 addresses without their brackets. */
    private static String bracketed(String name) {
        return name.indexOf(':') >= 0 && !name.startsWith("[") ? "[" + name + "]" : name;
    }
}
