package dev.tamis.access;

import com.nimbusds.jwt.SignedJWT;
import dev.tamis.people.Names;
import dev.tamis.people.Role;
import dev.tamis.people.Subject;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidationException;

/**
 * People whom an OIDC issuer vouches for, by the signed tokens (JWT) that it gives them. The issuer is asked for its keys when the first
 * token comes, not before: the service starts without it, and while it is away only its own people are kept out.
 */
final class IssuedTokens {

    /** Who asks while it is away waits for nothing: it is asked again then. */
    static final Duration PAUSE = Duration.ofSeconds(5);

    /** So far an issuer's clock may be off, forwards and back. */
    static final Duration SKEW = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(IssuedTokens.class);

    private static final String ROLE = "tamis-";

    private final String issuer;
    private final AccessSettings.Oidc settings;
    private final Supplier<JwtDecoder> discovery;
    private final InstantSource clock;
    private volatile JwtDecoder decoder;
    private volatile Instant askAgain = Instant.MIN;

    /** Names of the keys whose tokens have been let in, and that are known while the issuer is away; as many as it has had. */
    private final Set<String> keys = ConcurrentHashMap.newKeySet();

    /** @param discovery asks the issuer how its tokens are checked; throws while it is away */
    IssuedTokens(String issuer, AccessSettings.Oidc settings, Supplier<JwtDecoder> discovery, InstantSource clock) {
        this.issuer = issuer;
        this.settings = settings;
        this.discovery = discovery;
        this.clock = clock;
    }

    /** Whether a text is written as such tokens are: three parts of URL-safe letters. */
    static boolean areMeant(String text) {
        return text.startsWith("ey") && text.chars().filter(each -> each == '.').count() == 2;
    }

    String issuer() {
        return issuer;
    }

    /**
     * Whom a token lets in.
     *
     * @return empty if it is none of the issuer's
     * @throws AccessRefused if the issuer is away, or the token has ended, or tells of nobody that can be let in
     */
    Optional<Credential> check(String text) {
        String key = key(text);
        // A token of a key that nobody knows needs the issuer, and keeps nobody out whose key is known.
        if (clock.instant().isBefore(askAgain) && !keys.contains(key)) {
            throw AccessRefused.issuerAway(issuer);
        }
        Jwt token;
        try {
            token = decoder().decode(text);
            keys.add(key);
        } catch (JwtValidationException refused) {
            throw refused(refused, text);
        } catch (BadJwtException forged) {
            LOG.debug("A token is not the issuer's: {}", forged.getMessage());
            return Optional.empty();
        } catch (JwtException | IllegalArgumentException | IllegalStateException away) {
            askAgain = clock.instant().plus(PAUSE);
            keys.remove(key);
            LOG.warn(
                    "Nobody can be let in by a token of the OIDC issuer {}, for it cannot be asked for its keys: {}",
                    issuer,
                    away.toString());
            throw AccessRefused.issuerAway(issuer);
        }
        return Optional.of(new Credential(subject(token), Optional.empty(), Optional.of(end(token))));
    }

    private JwtDecoder decoder() {
        JwtDecoder known = decoder;
        if (known == null) {
            known = discovery.get();
            decoder = known;
        }
        return known;
    }

    /** What a token says by which key it is signed; empty if it says none. */
    private static String key(String text) {
        try {
            return Optional.ofNullable(SignedJWT.parse(text).getHeader().getKeyID())
                    .orElse("");
        } catch (ParseException none) {
            return "";
        }
    }

    /** @param text of a token that is the issuer's */
    private AccessRefused refused(JwtValidationException refused, String text) {
        Optional<Instant> end = end(text);
        if (end.isPresent() && end.get().plus(SKEW).isBefore(clock.instant())) {
            return AccessRefused.ended(end.get());
        }
        String why = refused.getErrors().iterator().next().getDescription();
        return AccessRefused.ofIssuer("The issuer's token does not hold: " + why + ".");
    }

    private static Optional<Instant> end(String text) {
        try {
            Object seconds =
                    SignedJWT.parse(text).getJWTClaimsSet().toJSONObject().get("exp");
            return seconds instanceof Number number
                    ? Optional.of(Instant.ofEpochSecond(number.longValue()))
                    : Optional.empty();
        } catch (ParseException none) {
            return Optional.empty();
        }
    }

    /** When it says, and where our clock is a little ahead of the issuer's, a little later. */
    private Instant end(Jwt token) {
        if (token.getExpiresAt() == null) {
            throw AccessRefused.ofIssuer("The issuer's token has no end (exp), and such are not taken.");
        }
        Instant end = token.getExpiresAt();
        return end.isAfter(clock.instant()) ? end : end.plus(SKEW);
    }

    private Subject subject(Jwt token) {
        String name = token.getClaims().get(settings.nameClaim()) instanceof String claim ? claim : "";
        if (!Names.isPlain(Names.OF_ISSUER + name) || !Names.isPlain(name)) {
            throw AccessRefused.ofIssuer(
                    "The issuer's token has no name in the claim " + settings.nameClaim()
                            + " (tamis.oidc.name-claim), or one that is longer than 95 characters, or has such as are not seen.");
        }
        return new Subject(Names.OF_ISSUER + name, role(token, name));
    }

    /** The highest that it tells. */
    private Role role(Jwt token, String name) {
        List<String> told = texts(claim(token.getClaims(), settings.rolesClaim()));
        return Stream.of(Role.values())
                .filter(role -> told.contains(ROLE + role.name().toLowerCase(Locale.ROOT)))
                .reduce((lower, higher) -> higher)
                .or(() -> settings.defaultRole().role())
                .orElseThrow(() -> AccessRefused.withoutRole(Names.OF_ISSUER + name, settings.rolesClaim()));
    }

    /** A claim by its name, which may have dots, or by its path: realm_access.roles. */
    private static Object claim(Map<?, ?> claims, String name) {
        int dot = name.indexOf('.');
        return claims.containsKey(name) || dot < 0
                ? claims.get(name)
                : claims.get(name.substring(0, dot)) instanceof Map<?, ?> inner
                        ? claim(inner, name.substring(dot + 1))
                        : null;
    }

    private static List<String> texts(Object claim) {
        if (claim instanceof Collection<?> list) {
            return list.stream().map(String::valueOf).toList();
        }
        return claim instanceof String text ? Arrays.asList(text.split("[ ,]+")) : List.of();
    }
}
