package dev.tamis.backup;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.stereotype.Component;

/** Of the database's schema and of this program. */
@Component
class Versions {

    /** What a run from an IDE says, which has no build. */
    private static final String UNKNOWN = "unknown";

    private final Flyway flyway;
    private final String service;

    Versions(Flyway flyway, ObjectProvider<BuildProperties> build) {
        this.flyway = flyway;
        BuildProperties known = build.getIfAvailable();
        this.service = known == null ? UNKNOWN : known.getVersion();
    }

    /** The newest migration that the database has seen. Takes connections of its own. */
    String schema() {
        MigrationInfo newest = flyway.info().current();
        if (newest == null || newest.getVersion() == null) {
            throw new IllegalStateException("The database has no schema");
        }
        return newest.getVersion().getVersion();
    }

    String service() {
        return service;
    }

    /** Where the database notes its migrations, in lower case. */
    String table() {
        return flyway.getConfiguration().getTable();
    }
}
