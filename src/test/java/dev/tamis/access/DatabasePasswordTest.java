package dev.tamis.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

class DatabasePasswordTest {

    @TempDir
    private Path home;

    @Test
    void aNewDatabaseIsMadeWithOne() throws SQLException {
        String password = start();

        assertThat(password).matches("[0-9a-f]{64}");
        store(password);
        assertThat(start()).isEqualTo(password);
        assertOpensWithItAlone(password);
        assertThat(home.resolve("database-password")).hasContent(password);
    }

    @Test
    void anOldOneGetsIt() throws Exception {
        store("");

        String password = start();

        assertThat(home.resolve("tamis.trace.db")).doesNotExist();
        assertOpensWithItAlone(password);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("database-password"))))
                .isEqualTo("rw-------");
    }

    @Test
    void oneThatAnOlderJarHasLeftGetsIt() throws Exception {
        try (InputStream packed =
                new GZIPInputStream(getClass().getResourceAsStream("/dev/tamis/backup/old/v12.mv.db.gz"))) {
            Files.copy(packed, home.resolve("tamis.mv.db"));
        }

        String password = start();

        assertThat(start()).isEqualTo(password);
        try (Connection connection = open(password)) {
            ResultSet count = connection.createStatement().executeQuery("select count(*) from experiment");
            assertThat(count.next()).isTrue();
            assertThat(count.getInt(1)).isPositive();
        }
        assertThatThrownBy(() -> open("")).isInstanceOf(SQLException.class).hasMessageContaining("Wrong user name");
    }

    @Test
    void aPasswordInTheAddressCounts() throws Exception {
        store("of the address");

        assertThat(start(Map.of("spring.datasource.url", url() + ";password=of the address")))
                .isNull();
        assertThat(home.resolve("database-password")).doesNotExist();
    }

    /** Written and not given; given and not renamed; and half written, which was never given. */
    @ParameterizedTest
    @ValueSource(strings = {"written", "given", "half"})
    void aStartThatBrokeOffIsGoneOnWith(String until) throws Exception {
        String password = "ab".repeat(32);
        store("");
        Files.writeString(home.resolve("database-password.new"), until.equals("half") ? "ab" : password);
        if (until.equals("given")) {
            try (Connection connection = open("")) {
                connection.createStatement().execute("set password '" + password + "'");
            }
        }

        String got = start();

        if (!until.equals("half")) {
            assertThat(got).isEqualTo(password);
        }
        assertOpensWithItAlone(got);
        assertThat(home.resolve("database-password.new")).doesNotExist();
    }

    @Test
    void whatIsSetCounts() throws Exception {
        store("of the operator");

        assertThat(start(Map.of("spring.datasource.password", "of the operator")))
                .isEqualTo("of the operator");
        assertThat(home.resolve("database-password")).doesNotExist();
        assertOpensWithItAlone("of the operator");
    }

    @Test
    void aDatabaseWhosePasswordLiesElsewhereIsLeftAsItIs() throws Exception {
        store("of another home");

        assertThatThrownBy(this::start).isInstanceOf(UnsafeSettings.class).hasMessageContaining("database-password");
        assertOpensWithItAlone("of another home");
    }

    @Test
    void otherDatabasesGetNone() {
        assertThat(start(Map.of("spring.datasource.url", "jdbc:h2:mem:x"))).isNull();
        assertThat(start(Map.of("spring.datasource.url", "jdbc:postgresql://host/tamis")))
                .isNull();
        assertThat(home).isEmptyDirectory();
    }

    private String start() {
        return start(Map.of());
    }

    private String start(Map<String, Object> settings) {
        try (GenericApplicationContext context = new GenericApplicationContext()) {
            context.getEnvironment()
                    .getPropertySources()
                    .addLast(new MapPropertySource("usual", Map.of("spring.datasource.url", url())));
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("set", settings));
            new DatabasePassword().initialize(context);
            return context.getEnvironment().getProperty("spring.datasource.password");
        }
    }

    private void assertOpensWithItAlone(String password) throws SQLException {
        try (Connection connection = open(password)) {
            assertThat(connection
                            .createStatement()
                            .executeQuery("select kept from it")
                            .next())
                    .isTrue();
        }
        assertThatThrownBy(() -> open("")).isInstanceOf(SQLException.class).hasMessageContaining("Wrong user name");
    }

    private void store(String password) throws SQLException {
        try (Connection connection = open(password)) {
            connection.createStatement().execute("create table it as select 1 as kept");
        }
    }

    private Connection open(String password) throws SQLException {
        return DriverManager.getConnection(url(), "", password);
    }

    private String url() {
        return "jdbc:h2:file:" + home.resolve("tamis") + ";WRITE_DELAY=0";
    }
}
