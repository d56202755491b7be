package dev.tamis.access;

import dev.tamis.people.Role;
import dev.tamis.people.Subject;
import dev.tamis.quota.Turnstile;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Refusal;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.Environment;
import org.springframework.data.domain.PageRequest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes, lists and revokes tokens from the command line, on the service's own database: {@code java -jar tamis.jar token create --owner
 * anna --role SUBMITTER}. Whoever may use the database is an admin. The text of a token is all that is written to the standard output,
 * so that a script can take it.
 */
public final class TokenCommand {

    private static final String NAME = "token";

    private static final List<String> OWN = List.of("owner", "role", "label", "lifetime");

    private static final String USAGE = """
            usage: token create --owner NAME --role VIEWER|SUBMITTER|ADMIN [--label TEXT] [--lifetime P30D|NEVER]
                   token list [--owner NAME]
                   token revoke ID
            and the service's own settings, such as --tamis.home=… or --spring.datasource.url=…""";

    /** H2's DATABASE_ALREADY_OPEN_1; written out because H2 is no dependency at compile time. */
    private static final int ALREADY_OPEN = 90020;

    private static final String IN_USE = """
            The database file is in use, most likely by the service itself. While it runs, make and revoke tokens by its API:
              curl -H "Authorization: Bearer <an admin's token>" -H "Content-Type: application/json" \\
                -d '{"label": "…", "owner": "anna", "role": "SUBMITTER"}' %s/api/v1/tokens
            or stop it first.""";

    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> options = new LinkedHashMap<>();
    private final List<String> words = new ArrayList<>();
    private final List<String> settings = new ArrayList<>();

    /** Where it listens, as far as this command's settings are the service's own. */
    private String service = "http://localhost:8080";

    private TokenCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Whether the process was started for this and not to serve. */
    public static boolean isMeant(String... arguments) {
        return arguments.length > 0 && arguments[0].equals(NAME);
    }

    /** @return the exit status: 0 if it was done */
    public static int run(PrintStream out, PrintStream err, String... arguments) {
        return new TokenCommand(out, err).run(arguments);
    }

    private int run(String... arguments) {
        try {
            read(Arrays.asList(arguments).subList(1, arguments.length));
            Command command = command();
            try (ConfigurableApplicationContext database = database()) {
                command.run(database.getBean(ApiTokens.class));
            }
            return 0;
        } catch (Usage wrong) {
            err.println(wrong.getMessage());
            err.println(USAGE);
        } catch (Refusal | InvalidField refused) {
            err.println(refused.getMessage());
        } catch (UnsafeSettings unsafe) {
            err.println(unsafe.getMessage());
            err.println(unsafe.help());
        } catch (RuntimeException failed) {
            err.println(
                    isInUse(failed)
                            ? IN_USE.formatted(service)
                            : NestedExceptionUtils.getMostSpecificCause(failed).toString());
        }
        return 1;
    }

    private interface Command {

        void run(ApiTokens tokens);
    }

    /** It was called otherwise than it can be. */
    private static final class Usage extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Usage(String message) {
            super(message);
        }
    }

    private void read(List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            String[] option = argument.replaceFirst("^--", "").split("=", 2);
            if (!argument.startsWith("--")) {
                words.add(argument);
            } else if (!OWN.contains(option[0])) {
                settings.add(argument);
            } else if (option.length == 2) {
                options.put(option[0], option[1]);
            } else if (i + 1 < arguments.size()) {
                options.put(option[0], arguments.get(++i));
            } else {
                throw new Usage(argument + " needs a value.");
            }
        }
    }

    private Command command() {
        String verb = words.isEmpty() ? "" : words.get(0);
        return switch (verb) {
            case "create" -> create();
            case "list" -> this::list;
            case "revoke" -> revoke();
            default -> throw new Usage("There is no command token " + verb + ".");
        };
    }

    private Command create() {
        String owner = needed("owner");
        NewToken wanted = new NewToken(
                options.getOrDefault("label", "made by command"),
                owner,
                role(needed("role")),
                Optional.ofNullable(options.get("lifetime")).map(Ending::after).orElse(Ending.usual()));
        return tokens -> {
            ApiTokens.Made made = tokens.make(Credential.NONE_NEEDED, wanted, Optional.empty());
            err.println("Token " + made.token().id() + " for " + owner + ", "
                    + made.token().expiresAt().map(end -> "until " + end).orElse("without an end")
                    + ". Its text is told this once:");
            out.println(made.text().orElseThrow());
        };
    }

    private void list(ApiTokens tokens) {
        Optional<String> owner = Optional.ofNullable(options.get("owner"));
        tokens.page(Subject.LOCAL, owner, PageRequest.of(0, Integer.MAX_VALUE))
                .forEach(each -> out.println(String.join(
                        "\t",
                        each.id().toString(),
                        each.owner(),
                        each.role().name(),
                        each.expiresAt().map(Object::toString).orElse("never ends"),
                        each.lastUsedAt().map(Object::toString).orElse("never used"),
                        each.label())));
    }

    private Command revoke() {
        if (words.size() != 2) {
            throw new Usage("token revoke needs one id.");
        }
        try {
            UUID id = UUID.fromString(words.get(1));
            return tokens -> {
                tokens.revoke(Subject.LOCAL, id);
                err.println("Revoked. Nodes that run let nobody in by it after five seconds.");
            };
        } catch (IllegalArgumentException noId) {
            throw new Usage("token revoke needs an id such as 6f1c0e1e-7d0b-4a3c-9a52-0d6a3c1b8f11.");
        }
    }

    private String needed(String option) {
        if (!options.containsKey(option)) {
            throw new Usage("--" + option + " is missing.");
        }
        return options.get(option);
    }

    private static Role role(String name) {
        return Arrays.stream(Role.values())
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Usage("--role must be one of " + Arrays.toString(Role.values()) + "."));
    }

    private ConfigurableApplicationContext database() {
        List<String> all = new ArrayList<>(settings);
        all.add("--logging.level.root=off");
        // It serves nobody, wherever the service itself would listen.
        all.add("--tamis.access=tokens");
        return new SpringApplicationBuilder(Database.class)
                .listeners((ApplicationListener<ApplicationEnvironmentPreparedEvent>)
                        event -> service = address(event.getEnvironment()))
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .run(all.toArray(String[]::new));
    }

    private static String address(Environment settings) {
        boolean tls =
                settings.containsProperty("server.ssl.bundle") || settings.containsProperty("server.ssl.key-store");
        return (tls ? "https" : "http") + "://localhost:" + settings.getProperty("server.port", "8080")
                + settings.getProperty("server.servlet.context-path", "");
    }

    private static boolean isInUse(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refused && refused.getErrorCode() == ALREADY_OPEN) {
                return true;
            }
        }
        return false;
    }

    /** The service's database and nothing else of it. No component that the service would find, too. */
    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        DataSourceTransactionManagerAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class,
        JdbcClientAutoConfiguration.class,
        FlywayAutoConfiguration.class
    })
    static class Database {

        @Bean
        ApiTokens apiTokens(JdbcClient jdbc, JdbcTemplate statements, PlatformTransactionManager transactions) {
            TokenRows rows = new TokenRows(jdbc, new TransactionTemplate(transactions), new Turnstile(statements));
            return new ApiTokens(rows, () -> {}, new SecureRandom(), Clock.systemUTC());
        }
    }
}
