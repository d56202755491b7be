package dev.tamis;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.context.DynamicPropertyRegistry;

/** A real PostgreSQL server of the tests' own, started once; each caller gets a database of its own in it. */
public final class RealPostgres {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private static EmbeddedPostgres server;

    private final String url;

    private RealPostgres(String url) {
        this.url = url;
    }

    /** An unreachable server is a failure, never a skip. */
    public static synchronized RealPostgres newDatabase() {
        try {
            if (server == null) {
                server = EmbeddedPostgres.builder().start();
                Runtime.getRuntime().addShutdownHook(new Thread(RealPostgres::stop));
            }
            String name = "tamis_" + DATABASES.incrementAndGet();
            try (Connection connection = server.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("create database " + name);
            }
            return new RealPostgres(server.getJdbcUrl("postgres", name));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** @param zone that its sessions have unless they ask for another */
    public static RealPostgres newDatabase(String zone) {
        RealPostgres database = newDatabase();
        JdbcTemplate jdbc = new JdbcTemplate(new DriverManagerDataSource(database.url));
        String name = jdbc.queryForObject("select current_database()", String.class);
        jdbc.execute("alter database " + name + " set timezone to '" + zone + "'");
        return database;
    }

    public String url() {
        return url;
    }

    public void register(DynamicPropertyRegistry registry) {
        registry.add("spring.datasource.url", () -> url);
    }

    private static void stop() {
        try {
            server.close();
        } catch (IOException ignored) {
            // The process ends anyway.
        }
    }
}
