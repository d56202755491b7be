package dev.tamis.access;

import dev.tamis.people.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Which role an operation needs, in one table: the first line that is met holds. Paths are read as whoever answers reads them, so that
 * one that is written otherwise, such as with {@code %62} for b, meets the same line.
 */
public final class Permissions {

    private static final Optional<Role> NOBODY = Optional.empty();
    private static final Optional<Role> VIEWER = Optional.of(Role.VIEWER);
    private static final Optional<Role> SUBMITTER = Optional.of(Role.SUBMITTER);
    private static final Optional<Role> ADMIN = Optional.of(Role.ADMIN);

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> POST = Set.of("POST");
    private static final Set<String> ANY = Set.of();

    private record Line(Set<String> methods, PathPattern path, Optional<Role> role) {

        boolean isMet(String method, PathContainer asked) {
            return (methods.isEmpty() || methods.contains(method)) && path.matches(asked);
        }
    }

    private final List<Line> table;

    /** @param actuator below which the service tells of itself */
    Permissions(String actuator) {
        String own = actuator.equals("/") ? "" : actuator;
        this.table = List.of(
                // They hold nothing, and ask for a token.
                line(READING, "/", NOBODY),
                line(READING, "/index.html", NOBODY),
                line(READING, "/favicon.svg", NOBODY),
                line(READING, "/app/**", NOBODY),
                line(READING, "/style/**", NOBODY),
                line(READING, "/webjars/**", NOBODY),
                line(ANY, "/swagger-ui.html", VIEWER),
                line(ANY, "/swagger-ui/index.html", VIEWER),
                line(ANY, "/swagger-ui/**", NOBODY),
                // How one comes in.
                line(ANY, Sessions.PATH, NOBODY),
                // Computed from what the request brings, and stored nowhere.
                line(POST, "/api/v1/range-suggestions", VIEWER),
                line(POST, "/api/v1/analyses/*", VIEWER),
                // One's own; who looks to those of others has to be more.
                line(ANY, "/api/v1/tokens/**", VIEWER),
                // The service as a whole.
                line(ANY, "/api/v1/backup", ADMIN),
                line(ANY, "/api/v1/restore", ADMIN),
                line(ANY, "/api/v1/quotas", ADMIN),
                line(READING, "/api/**", VIEWER),
                line(ANY, "/api/**", SUBMITTER),
                line(READING, "/v3/**", VIEWER),
                // For whoever watches: names of what is well, the version and the commit.
                line(READING, own + "/health/**", NOBODY),
                line(READING, own + "/info", NOBODY),
                line(ANY, own + "/**", ADMIN),
                line(READING, "/**", VIEWER),
                line(ANY, "/**", SUBMITTER));
    }

    private static Line line(Set<String> methods, String path, Optional<Role> role) {
        return new Line(methods, PathPatternParser.defaultInstance.parse(path), role);
    }

    /**
     * The role that an operation needs; empty if it is open to everybody.
     *
     * @param path without what comes before the service's own; may be a template
     */
    public Optional<Role> needed(String method, String path) {
        PathContainer asked = PathContainer.parsePath(path);
        return table.stream()
                .filter(line -> line.isMet(method, asked))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The last lines meet all that there is"))
                .role();
    }

    Optional<Role> needed(HttpServletRequest request) {
        return needed(request.getMethod(), pathOf(request));
    }

    /** Whether a request is for an address, however that is written. */
    static boolean isAt(String path, HttpServletRequest request) {
        return PathPatternParser.defaultInstance.parse(path).matches(PathContainer.parsePath(pathOf(request)));
    }

    private static String pathOf(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }
}
