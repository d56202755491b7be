package dev.tamis.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tamis.people.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PermissionsTest {

    private final Permissions permissions = new Permissions("/actuator");

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/experiments, VIEWER",
        "HEAD, /api/v1/experiments, VIEWER",
        "POST, /api/v1/experiments, SUBMITTER",
        "DELETE, /api/v1/experiments/{id}, SUBMITTER",
        "PATCH, /api/v1/anything/new, SUBMITTER",
        "POST, /api/v1/range-suggestions, VIEWER",
        "POST, /api/v1/analyses/optimizer-path, VIEWER",
        "DELETE, /api/v1/tokens/{id}, VIEWER",
        "GET, /api/v1/backup, ADMIN",
        "POST, /api/v1/restore, ADMIN",
        "GET, /api/v1/%62ackup, ADMIN",
        "GET, /actuator/prometheus, ADMIN",
        "POST, /actuator/health, ADMIN",
        "GET, /v3/api-docs, VIEWER",
        "GET, /nothing, VIEWER",
        "POST, /nothing, SUBMITTER"
    })
    void readingIsForViewersChangingForSubmittersTheServiceForAdmins(String method, String path, Role role) {
        assertThat(permissions.needed(method, path)).contains(role);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /",
        "GET, /app/main.js",
        "HEAD, /favicon.svg",
        "GET, /actuator/health",
        "GET, /actuator/health/db",
        "GET, /actuator/info",
        "GET, /actuator/health/liveness",
        "GET, /actuator/health/readiness",
        "POST, /api/v1/session",
        "GET, /api/v1/sessio%6e",
        "GET, /swagger-ui/swagger-ui.css"
    })
    void pagesAndHealthAreOpen(String method, String path) {
        assertThat(permissions.needed(method, path)).isEmpty();
    }

    /** On a port of its own, health may be at the top. */
    @Test
    void whereHealthIsAtTheTopTheApiKeepsItsRoles() {
        Permissions atTheTop = new Permissions("/");
        assertThat(atTheTop.needed("GET", "/health/liveness")).isEmpty();
        assertThat(atTheTop.needed("GET", "/prometheus")).contains(Role.ADMIN);
        assertThat(atTheTop.needed("GET", "/api/v1/experiments")).contains(Role.VIEWER);
        assertThat(atTheTop.needed("GET", "/app/main.js")).isEmpty();
    }
}
