package dev.tamis.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Gives a database file of H2 a password, unless whoever runs the service has set one: a random one, in a file beside it that is its
 * owner's alone. A database from before there was one gets it, too.
 *
 * <pre>
 * database-password.new   written, and on the disk
 * the database            takes it, unless it has it already
 * database-password       renamed: done
 * </pre>
 *
 * <p>Wherever that breaks off, the next start does the rest.
 */
class DatabasePassword implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final Logger LOG = LoggerFactory.getLogger(DatabasePassword.class);

    private static final String SETTING = "spring.datasource.password";
    private static final String NAME = "database-password";
    private static final String USUAL = "tamis";
    private static final String QUIET = "TRACE_LEVEL_FILE";
    private static final int BYTES = 32;

    /** H2's WRONG_USER_OR_PASSWORD; written out because H2 is no dependency at compile time. */
    private static final int WRONG_PASSWORD = 28000;

    private final String url;
    private final String user;
    private final Path database;
    private final Path done;

    /** As Spring makes it; it reads everything else from the environment. */
    DatabasePassword() {
        this("", "", Path.of("tamis"));
    }

    /** @param database its file, as H2 is told of it: without the ending */
    private DatabasePassword(String url, String user, Path database) {
        // A refused password is no error here, and H2 would write of it into a file that everybody may read.
        this.url = url.contains(QUIET) ? url : url + ";" + QUIET + "=0";
        this.user = user;
        this.database = database.resolveSibling(database.getFileName() + ".mv.db");
        String name = database.getFileName().toString();
        this.done = database.resolveSibling(name.equals(USUAL) ? NAME : name + "-password");
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment settings = context.getEnvironment();
        String where = settings.getProperty("spring.datasource.url", "");
        PrivateFiles.databaseFile(where)
                .filter(file -> !settings.containsProperty(SETTING) && !namesOne(where))
                .ifPresent(file -> {
                    String name = settings.getProperty("spring.datasource.username", "");
                    String password = new DatabasePassword(where, name, file).get();
                    settings.getPropertySources().addLast(new MapPropertySource(NAME, Map.of(SETTING, password)));
                });
    }

    /** H2 takes one in its address, too, and none beside it. */
    private static boolean namesOne(String url) {
        return url.toUpperCase(Locale.ROOT).contains(";PASSWORD=");
    }

    /** The database has it when this returns, or will have it from its first moment. */
    private String get() {
        try {
            if (!Files.exists(done)) {
                make();
            }
            return Files.readString(done).strip();
        } catch (IOException impossible) {
            throw new UncheckedIOException("The database's password cannot be kept in " + done, impossible);
        }
    }

    private void make() throws IOException {
        PrivateFiles.create(beside(".lock"));
        try (FileChannel lock = FileChannel.open(beside(".lock"), StandardOpenOption.WRITE)) {
            lock.lock(); // until it is closed
            if (Files.exists(done)) {
                return; // another process has made it meanwhile
            }
            Path next = beside(".new");
            if (!Files.exists(next) || Files.size(next) != 2 * BYTES) {
                write(next);
            }
            give(Files.readString(next));
            Files.move(next, done, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private Path beside(String ending) {
        return done.resolveSibling(done.getFileName() + ending);
    }

    private static void write(Path next) throws IOException {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        PrivateFiles.write(next, HexFormat.of().formatHex(random));
        try (FileChannel written = FileChannel.open(next, StandardOpenOption.WRITE)) {
            written.force(true);
        }
    }

    private void give(String password) throws IOException {
        if (!Files.exists(database) || Files.size(database) == 0) {
            return;
        }
        try {
            if (!opens(password)) {
                change(password);
                LOG.info("The database {} has a password now; it lies in {}", database, done);
            }
        } catch (SQLException failed) {
            if (failed.getErrorCode() == WRONG_PASSWORD) {
                throw UnsafeSettings.unknownPassword(database, done);
            }
            throw new IllegalStateException("The database cannot be opened to give it a password", failed);
        }
    }

    private boolean opens(String password) throws SQLException {
        try (Connection opened = DriverManager.getConnection(url, user, password)) {
            return opened.isValid(0);
        } catch (SQLException refused) {
            if (refused.getErrorCode() == WRONG_PASSWORD) {
                return false;
            }
            throw refused;
        }
    }

    private void change(String password) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, user, "");
                Statement statement = connection.createStatement()) {
            statement.execute("set password '" + password + "'");
        }
    }
}
