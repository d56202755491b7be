package dev.tamis.access;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/**
 * What a page keeps in place of the token, in a cookie that scripts cannot read: {@code <second of the epoch at which it
 * ends>.<HMAC of that>}.
 */
final class Sessions {

    static final String PATH = "/api/v1/session";

    static final Duration LENGTH = Duration.ofDays(30);

    private static final String PURPOSE = "session until ";

    private static final int MOST_DIGITS = 12;

    private final Token token;
    private final InstantSource clock;

    /** Cookies are kept by host, not by port: two services on one machine must not take them from each other. */
    private final String name;

    Sessions(Token token, InstantSource clock) {
        this.token = token;
        this.clock = clock;
        this.name =
                "tamis-" + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(token.sign("name"), 6));
    }

    ResponseCookie opened(HttpServletRequest request) {
        String end = String.valueOf(clock.instant().plus(LENGTH).getEpochSecond());
        return cookie(request, end + "." + signature(end), LENGTH);
    }

    /** Takes the cookie from the browser. */
    ResponseCookie closed(HttpServletRequest request) {
        return cookie(request, "", Duration.ZERO);
    }

    boolean isOpen(HttpServletRequest request) {
        return brought(request).anyMatch(this::holds);
    }

    /** Whether a request has its rights from what a browser adds by itself, or asks for that. */
    boolean isConcernedBy(HttpServletRequest request) {
        boolean bearer = bearer(request).isPresent();
        return (!bearer && brought(request).findAny().isPresent())
                || request.getRequestURI().equals(request.getContextPath() + PATH);
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

    private boolean holds(String value) {
        String[] parts = value.split("\\.", 2);
        return parts.length == 2
                && parts[0].matches("\\d{1," + MOST_DIGITS + "}")
                && MessageDigest.isEqual(
                        signature(parts[0]).getBytes(StandardCharsets.US_ASCII),
                        parts[1].getBytes(StandardCharsets.UTF_8))
                && clock.instant().isBefore(Instant.ofEpochSecond(Long.parseLong(parts[0])));
    }

    private String signature(String end) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token.sign(PURPOSE + end));
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
