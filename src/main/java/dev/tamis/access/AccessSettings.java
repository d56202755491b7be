package dev.tamis.access;

import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;

/**
 * Who reaches this node.
 *
 * @param token what clients have to bring, as {@code Authorization: Bearer}; empty for a service of this machine alone
 * @param allowedHosts names, beside those of loopback, by which clients may call the service; without scheme and port
 * @param cors pages of others that may use the service
 */
@ConfigurationProperties("tamis")
record AccessSettings(
        String token,
        @DefaultValue List<String> allowedHosts,
        @DefaultValue Cors cors) {

    /** @param allowedOrigins such as {@code https://lab.example.org}; none by default */
    record Cors(@DefaultValue List<String> allowedOrigins) {}

    AccessSettings {
        if (token != null && !token.isEmpty()) {
            new Token(token);
        }
        Hosts.checkNames(allowedHosts);
        Pages.checkOrigins(cors.allowedOrigins(), token != null && !token.isEmpty());
    }

    static AccessSettings of(Environment environment) {
        return Binder.get(environment).bindOrCreate("tamis", AccessSettings.class);
    }

    /** An empty one is none: it is what a variable that nobody set becomes in a compose file. */
    Optional<Token> secret() {
        return Optional.ofNullable(token).filter(text -> !text.isEmpty()).map(Token::new);
    }

    /** Without the token: settings get into logs. */
    @Override
    public String toString() {
        return "AccessSettings[token=" + (secret().isPresent() ? "***" : "none") + ", allowedHosts=" + allowedHosts
                + ", cors=" + cors + "]";
    }
}
