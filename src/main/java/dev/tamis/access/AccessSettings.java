package dev.tamis.access;

import dev.tamis.people.Role;
import dev.tamis.people.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;

/**
 * Who reaches this node.
 *
 * @param token of the first admin, as clients bring it; empty for none
 * @param tokenFile where it stands, in place of {@code token}
 * @param tokens of others
 * @param access whether tokens are needed; where nobody says so, they are needed if there are any
 * @param allowedHosts names, beside those of loopback, by which clients may call the service; without scheme and port
 * @param cors pages of others that may use the service
 */
@ConfigurationProperties("tamis")
record AccessSettings(
        String token,
        String tokenFile,
        @DefaultValue List<NamedToken> tokens,
        Access access,
        @DefaultValue List<String> allowedHosts,
        @DefaultValue Cors cors) {

    /** Who is let in. */
    enum Access {
        /** Whoever has a token. */
        TOKENS
    }

    /** @param allowedOrigins such as {@code https://lab.example.org}; none by default */
    record Cors(@DefaultValue List<String> allowedOrigins) {}

    /**
     * A token that is not the first admin's.
     *
     * @param token its text
     * @param sha256 or the SHA-256 of that, in hexadecimal digits: of a random text of 32 characters or more, which nobody guesses
     */
    record NamedToken(String owner, Role role, String token, String sha256) {

        ConfiguredToken configured(String key) {
            if (owner == null || role == null || isGiven(token) == isGiven(sha256)) {
                throw new IllegalArgumentException(key + " must have an owner, a role, and either token or sha256");
            }
            return new ConfiguredToken(Names.checked(owner), role, hash(key));
        }

        private TokenHash hash(String key) {
            if (isGiven(token)) {
                return TokenHash.of(TokenText.checked(key + ".token", token));
            }
            try {
                return TokenHash.ofHex(sha256);
            } catch (IllegalArgumentException malformed) {
                throw new IllegalArgumentException(key + ".sha256: " + malformed.getMessage());
            }
        }

        /** Without what lets somebody in. */
        @Override
        public String toString() {
            return "NamedToken[owner=" + owner + ", role=" + role + "]";
        }
    }

    AccessSettings {
        List<ConfiguredToken> all = configured(token, tokenFile, tokens);
        Hosts.checkNames(allowedHosts);
        Pages.checkOrigins(cors.allowedOrigins(), access == Access.TOKENS || !all.isEmpty());
    }

    static AccessSettings of(Environment environment) {
        return Binder.get(environment).bindOrCreate("tamis", AccessSettings.class);
    }

    /** Whether somebody has to bring a token. */
    boolean needTokens() {
        return access == Access.TOKENS || !configured().isEmpty();
    }

    List<ConfiguredToken> configured() {
        return configured(token, tokenFile, tokens);
    }

    private static List<ConfiguredToken> configured(String token, String tokenFile, List<NamedToken> tokens) {
        List<ConfiguredToken> all = new ArrayList<>();
        if (isGiven(token) && isGiven(tokenFile)) {
            throw new IllegalArgumentException("tamis.token and tamis.token-file must not both be set");
        }
        secret(token, tokenFile)
                .ifPresent(text -> all.add(new ConfiguredToken(Subject.FIRST_ADMIN, Role.ADMIN, TokenHash.of(text))));
        for (int i = 0; i < tokens.size(); i++) {
            all.add(tokens.get(i).configured("tamis.tokens[" + i + "]"));
        }
        return all;
    }

    private static Optional<String> secret(String token, String tokenFile) {
        return isGiven(tokenFile)
                ? Optional.of(TokenText.checked("the text in tamis.token-file", read(Path.of(tokenFile))))
                : Optional.ofNullable(token)
                        .filter(AccessSettings::isGiven)
                        .map(text -> TokenText.checked("tamis.token", text));
    }

    /** Without the end of the line, which editors and echo write. */
    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                    "tamis.token-file must name a file that can be read, but " + file + " cannot: " + unreadable);
        }
    }

    /** An empty one is none: it is what a variable that nobody set becomes in a compose file. */
    private static boolean isGiven(String text) {
        return text != null && !text.isEmpty();
    }

    /** Without the tokens: settings get into logs. */
    @Override
    public String toString() {
        return "AccessSettings[token=" + (isGiven(token) ? "***" : "none") + ", tokenFile=" + tokenFile + ", tokens="
                + tokens + ", access=" + access + ", allowedHosts=" + allowedHosts + ", cors=" + cors + "]";
    }
}
