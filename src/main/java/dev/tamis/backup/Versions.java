package dev.tamis.backup;

import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Of the database's schema and of this program. */
@Component
class Versions {

    /** What a run from an IDE says, which has no build. */
    private static final String UNKNOWN = "unknown";

    private final Flyway flyway;
    private final JdbcTemplate jdbc;
    private final String service;

    Versions(Flyway flyway, JdbcTemplate jdbc, ObjectProvider<BuildProperties> build) {
        this.flyway = flyway;
        this.jdbc = jdbc;
        BuildProperties known = build.getIfAvailable();
        this.service = known == null ? UNKNOWN : known.getVersion();
    }

    /**
     * The newest migration that the database has seen. Flyway itself would ask for half a minute whether a database that is away comes back.
     *
     * @throws org.springframework.dao.DataAccessException if the database is away
     */
    String schema() {
        return jdbc
                .queryForList(
                        "select \"version\" from \"" + table() + "\" where \"success\" and \"version\" is not null"
                                + " order by \"installed_rank\" desc",
                        String.class)
                .stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The database has no schema"));
    }

    String service() {
        return service;
    }

    /** Where the database notes its migrations, in lower case. */
    String table() {
        return flyway.getConfiguration().getTable();
    }
}
