package dev.tamis.access;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whose pages may send requests: those of the service itself, and those that it was told of. A browser says of each request where
 * it comes from ({@code Sec-Fetch-Site}, Fetch Metadata; {@code Origin}, RFC 6454) and lets no script change that. What is no
 * browser says nothing, and needs no permission of pages.
 */
final class Pages {

    static final String ANY = "*";

    private static final Pattern ORIGIN = Pattern.compile("https?://[^/?#\\s]+");

    /** The address bar, a bookmark; or a page of the same scheme, host and port. "same-site" may be another port. */
    private static final Set<String> OWN = Set.of("none", "same-origin");

    private final Set<String> allowed;

    /** @param allowed origins of pages of others, as browsers write them; {@link #ANY} for all */
    Pages(List<String> allowed) {
        this.allowed = Set.copyOf(allowed);
    }

    static void checkOrigins(List<String> origins, boolean token) {
        for (String each : origins) {
            if (each.equals(ANY) && !token) {
                throw new IllegalArgumentException(
                        "tamis.cors.allowed-origins may be * only with a token: without one, every page that anybody on"
                                + " this machine opens could do everything");
            }
            if (!each.equals(ANY) && !ORIGIN.matcher(each).matches()) {
                throw new IllegalArgumentException(
                        "tamis.cors.allowed-origins must be origins such as https://lab.example.org, without a path,"
                                + " but got \"" + each + "\"");
            }
        }
    }

    /**
     * @param origin the header, or null
     * @param site the header Sec-Fetch-Site, or null
     * @param own authorities of the service as the client knows it: the Host header, and what a proxy forwarded
     */
    boolean maySend(String origin, String site, Collection<String> own) {
        if (origin != null) {
            return isAllowed(origin) || (isOwn(origin, own) && !"cross-site".equals(site));
        }
        return site == null || OWN.contains(site);
    }

    private boolean isAllowed(String origin) {
        return allowed.contains(ANY) || allowed.contains(origin);
    }

    /** By host and port: what ends TLS before the service knows the scheme, the service need not. */
    private static boolean isOwn(String origin, Collection<String> own) {
        if (!ORIGIN.matcher(origin).matches()) {
            return false; // "null": a page without an origin of its own, such as a sandboxed frame
        }
        URI page = URI.create(origin);
        return own.stream()
                .anyMatch(each ->
                        authority(each, page.getScheme()).equals(authority(page.getRawAuthority(), page.getScheme())));
    }

    private static String authority(String authority, String scheme) {
        String lower = authority.toLowerCase(Locale.ROOT);
        String usual = scheme.equals("https") ? ":443" : ":80";
        return lower.endsWith(usual) && !lower.endsWith("]" + usual + usual)
                ? lower.substring(0, lower.length() - usual.length())
                : lower;
    }
}
