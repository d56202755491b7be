package dev.tamis.access;

import dev.tamis.people.Names;
import dev.tamis.people.Role;
import dev.tamis.people.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
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
 * @param oidc how tokens of an OIDC issuer are read, where there is one
 */
@ConfigurationProperties("tamis")
record AccessSettings(
        String token,
        String tokenFile,
        @DefaultValue List<NamedToken> tokens,
        Access access,
        @DefaultValue List<String> allowedHosts,
        @DefaultValue Cors cors,
        @DefaultValue Oidc oidc) {

    /** Boot's own setting, which is enough to let an issuer's people in. */
    private static final String ISSUER = "spring.security.oauth2.resourceserver.jwt.issuer-uri";

    private static final String AUDIENCES = "spring.security.oauth2.resourceserver.jwt.audiences";

    /** Who is let in. */
    enum Access {
        /** Whoever has a token. */
        TOKENS
    }

    /** @param allowedOrigins such as {@code https://lab.example.org}; none by default */
    record Cors(@DefaultValue List<String> allowedOrigins) {}

    /**
     * What an issuer's token tells of a person.
     *
     * @param nameClaim the claim that names them, and never another one
     * @param rolesClaim where {@code tamis-viewer}, {@code tamis-submitter} or {@code tamis-admin} is told, if it is
     * @param defaultRole of those to whom none is
     */
    record Oidc(
            @DefaultValue("sub") String nameClaim,
            @DefaultValue("roles") String rolesClaim,
            @DefaultValue("VIEWER") Otherwise defaultRole) {}

    /** The role of those to whom the issuer gives none. */
    enum Otherwise {
        NONE,
        VIEWER,
        SUBMITTER,
        ADMIN;

        /** Empty where they are kept out. */
        Optional<Role> role() {
            return this == NONE ? Optional.empty() : Optional.of(Role.valueOf(name()));
        }
    }

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
        configured(token, tokenFile, tokens);
        Hosts.checkNames(allowedHosts);
    }

    static AccessSettings of(Environment environment) {
        return Binder.get(environment).bindOrCreate("tamis", AccessSettings.class);
    }

    /** Whether somebody has to bring a token. */
    boolean needTokens(Environment environment) {
        return access == Access.TOKENS
                || !configured().isEmpty()
                || issuer(environment).isPresent();
    }

    /** Whose people are let in, beside those who have a token of the service. */
    static Optional<String> issuer(Environment environment) {
        return Optional.of(environment.getProperty(ISSUER, "").strip()).filter(uri -> !uri.isEmpty());
    }

    /** For whom the issuer's tokens have to be; anybody if empty. */
    static List<String> audiences(Environment environment) {
        return Binder.get(environment)
                .bind(AUDIENCES, Bindable.listOf(String.class))
                .orElse(List.of());
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
                + tokens + ", access=" + access + ", allowedHosts=" + allowedHosts + ", cors=" + cors + ", oidc=" + oidc
                + "]";
    }
}
