package dev.tamis.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tamis.HandClock;
import dev.tamis.quota.Turnstile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Tokens from the command line, on a database of a file of its own. */
class TokenCommandTest {

    @TempDir
    private Path home;

    private record Said(int status, String out, String err) {}

    private Said says(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--tamis.home=" + home);
        int status = TokenCommand.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                all.toArray(String[]::new));
        return new Said(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aTokenIsMadeListedAndRevoked() {
        Said made = says("token", "create", "--owner", "anna", "--role=SUBMITTER", "--lifetime", "P30D");
        assertThat(made.status()).as(made.err()).isZero();
        assertThat(made.out()).matches("tamis_[A-Za-z0-9_-]{49}\\R");
        assertThat(made.err())
                .contains("for anna, until ")
                .doesNotContain(made.out().strip());

        Said list = says("token", "list", "--owner=anna");
        assertThat(list.out())
                .contains("\tanna\tSUBMITTER\t")
                .doesNotContain(made.out().strip());
        Said revoked = says("token", "revoke", list.out().split("\t")[0]);
        assertThat(revoked.status()).as(revoked.err()).isZero();
        assertThat(says("token", "list").out()).isEmpty();
        assertThat(says("token", "revoke", list.out().split("\t")[0]).err()).contains("There is no token");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "token",
                "token make",
                "token create --role VIEWER",
                "token create --owner anna",
                "token create --owner anna --role ROOT",
                "token create --owner a:b --role VIEWER",
                "token create --owner anna --role VIEWER --lifetime soon",
                "token create --owner",
                "token revoke",
                "token revoke x"
            })
    void whatCannotBeMeantIsRefusedBeforeTheDatabaseIsOpened(String line) {
        Said said = says(line.split(" "));
        assertThat(said.status()).isEqualTo(1);
        assertThat(said.err()).isNotBlank();
        assertThat(said.out()).isEmpty();
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void whereTheServiceHasTheFileTheWayByTheApiIsNamed() throws IOException {
        says("token", "list");
        try (FileChannel file = FileChannel.open(home.resolve("tamis.mv.db"), StandardOpenOption.WRITE);
                FileLock ofTheService = file.lock()) {
            assertThat(ofTheService.isValid()).isTrue();
            Said said = says("token", "create", "--owner=anna", "--role=VIEWER");
            assertThat(said.status()).isEqualTo(1);
            assertThat(said.out()).isEmpty();
            assertThat(said.err())
                    .contains("in use", "http://localhost:8080/api/v1/tokens")
                    .doesNotContain("\tat ");
            assertThat(says("token", "list", "--server.port=8443", "--server.ssl.bundle=web")
                            .err())
                    .contains("https://localhost:8443/api/v1/tokens");
        }
    }

    @Test
    void theFirstAdminsTokenIsMadeOnceAndIsItsOwnersAlone() throws IOException {
        DriverManagerDataSource source =
                new DriverManagerDataSource("jdbc:h2:mem:first-admin;DB_CLOSE_DELAY=-1", "", "");
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration", "classpath:db/h2")
                .load()
                .migrate();
        TokenRows rows = new TokenRows(
                JdbcClient.create(source),
                new TransactionTemplate(new JdbcTransactionManager(source)),
                new Turnstile(new JdbcTemplate(source)));
        Path file = home.resolve("admin-token");
        FirstAdmin start = new FirstAdmin(rows, file, new Random(1), new HandClock());
        start.afterSingletonsInstantiated();
        String text = Files.readString(file).strip();
        assertThat(rows.find(TokenHash.of(text)))
                .map(ApiToken::role)
                .hasValueSatisfying(role -> assertThat(role.name()).isEqualTo("ADMIN"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        start.afterSingletonsInstantiated();
        assertThat(Files.readString(file).strip()).isEqualTo(text);
        KnownTokens known = known(rows);
        String session = known.byText(text).flatMap(Credential::tokenId).orElseThrow();
        assertThat(known.byId(session)).isPresent();
        rows.delete(FirstAdmin.ID);
        start.afterSingletonsInstantiated();
        assertThat(Files.readString(file).strip()).isNotEqualTo(text);
        assertThat(rows.count(Optional.empty())).isEqualTo(1);
        assertThat(known(rows).byId(session))
                .as("a session of what was revoked")
                .isEmpty();

        ApiToken first = rows.find(FirstAdmin.ID).orElseThrow();
        rows.delete(FirstAdmin.ID);
        TokenHash hash = TokenHash.of("of another");
        assertThatThrownBy(() -> rows.insert(first, hash, Optional.empty(), Optional.of(FirstAdmin.ID)))
                .as("made with one that a restore has taken away meanwhile")
                .isInstanceOf(AccessRefused.class);
        assertThat(rows.count(Optional.empty())).isZero();
    }

    private static KnownTokens known(TokenRows rows) {
        HandClock clock = new HandClock();
        SigningKey key = new SigningKey(new byte[SigningKey.BYTES]);
        return new KnownTokens(List.of(), key, rows, new LastUses(rows, Runnable::run, clock), clock);
    }
}
