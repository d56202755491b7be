package dev.tamis.access;

import dev.tamis.people.Role;
import dev.tamis.people.Subject;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/**
 * What a page keeps in place of a token, in a cookie that scripts cannot read: {@code <second of the epoch at which it
 * ends>.<for whom>.<HMAC of both>}. For whom is the id of a token, with a name of its hash, which are looked up with each request, so
 * that a session ends with its token, whatever comes after it under its id; or, where another issuer's token was brought, of which nothing is kept, the person and the role that it told.
 */
final class Sessions {

    static final String PATH = "/api/v1/session";

    static final Duration LENGTH = Duration.ofDays(30);

    private static final String PURPOSE = "session of ";

    private static final int MOST_DIGITS = 12;

    private static final String OF_TOKEN = "token:";
    private static final String OF_PERSON = "person:";

    private final SigningKey key;
    private final KnownTokens tokens;
    private final String issuer;
    private final InstantSource clock;

    /** Cookies are kept by host, not by port: two services on one machine must not take them from each other. */
    private final String name;

    /** @param issuer whose tokens open sessions, too; empty if nobody's do: sessions of another one's are worth nothing */
    Sessions(SigningKey key, KnownTokens tokens, String issuer, InstantSource clock) {
        this.key = key;
        this.tokens = tokens;
        this.issuer = issuer;
        this.clock = clock;
        this.name = "tamis-" + key.name("name of the cookie").substring(0, 8);
    }

    /** Ends no later than what was brought for it. */
    ResponseCookie opened(Credential credential, HttpServletRequest request) {
        Instant now = clock.instant();
        Instant end = credential.until(now.plus(LENGTH)).expiresAt().orElseThrow();
        String whose = credential
                .tokenId()
                .map(id -> OF_TOKEN + id)
                .orElseGet(() -> OF_PERSON + credential.subject().role() + ":"
                        + credential.subject().name());
        String begin = end.getEpochSecond() + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(whose.getBytes(StandardCharsets.UTF_8));
        return cookie(request, begin + "." + signature(begin), Duration.between(now, end));
    }

    /** Takes the cookie from the browser. */
    ResponseCookie closed(HttpServletRequest request) {
        return cookie(request, "", Duration.ZERO);
    }

    /** Whose session a request belongs to; empty if it brings none that holds, or those of two people, of whom neither is meant. */
    Optional<Credential> of(HttpServletRequest request) {
        List<Credential> all =
                brought(request).flatMap(each -> whose(each).stream()).toList();
        return all.stream().map(Credential::subject).distinct().count() > 1
                ? Optional.empty()
                : all.stream().findFirst();
    }

    /** Whether a request has its rights from what a browser adds by itself, or asks for that. */
    boolean isConcernedBy(HttpServletRequest request) {
        boolean bearer = bearer(request).isPresent();
        return (!bearer && brought(request).findAny().isPresent()) || isAt(request);
    }

    static boolean isAt(HttpServletRequest request) {
        return Permissions.isAt(PATH, request);
    }

    /** The text after {@code Authorization: Bearer}; other schemes are those of a proxy before the service. */
    static Optional<String> bearer(HttpServletRequest request) {
        String scheme = "Bearer ";
        return Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
                .filter(header -> header.regionMatches(true, 0, scheme, 0, scheme.length()))
                .map(header -> header.substring(scheme.length()).strip());
    }

    private Stream<String> brought(HttpServletRequest request) {
        return Stream.ofNullable(request.getCookies())
                .flatMap(Arrays::stream)
                .filter(each -> each.getName().equals(name))
                .map(Cookie::getValue);
    }

    private Optional<Credential> whose(String value) {
        int last = value.lastIndexOf('.');
        String[] parts = value.substring(0, Math.max(0, last)).split("\\.", -1);
        if (parts.length != 2 || !parts[0].matches("\\d{1," + MOST_DIGITS + "}") || !isSigned(value, last)) {
            return Optional.empty();
        }
        Instant end = Instant.ofEpochSecond(Long.parseLong(parts[0]));
        String whose = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        return (whose.startsWith(OF_TOKEN)
                        ? tokens.byId(whose.substring(OF_TOKEN.length()))
                        : Optional.of(person(whose.substring(OF_PERSON.length()))))
                .map(each -> each.until(end))
                .filter(each -> !each.hasEnded(clock.instant()));
    }

    private boolean isSigned(String value, int last) {
        return MessageDigest.isEqual(
                signature(value.substring(0, last)).getBytes(StandardCharsets.US_ASCII),
                value.substring(last + 1).getBytes(StandardCharsets.UTF_8));
    }

    private static Credential person(String roleAndName) {
        String[] parts = roleAndName.split(":", 2);
        return new Credential(new Subject(parts[1], Role.valueOf(parts[0])), Optional.empty(), Optional.empty());
    }

    private String signature(String begin) {
        return key.sign(PURPOSE + issuer + " " + begin);
    }

    private ResponseCookie cookie(HttpServletRequest request, String value, Duration length) {
        return ResponseCookie.from(name, value)
                .httpOnly(true)
                .sameSite("Strict")
                .secure(request.isSecure())
                .path(request.getContextPath().isEmpty() ? "/" : request.getContextPath())
                .maxAge(length)
                .build();
    }
}
