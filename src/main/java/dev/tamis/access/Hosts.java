package dev.tamis.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The names by which the service may be called. A page whose own name was made to point to this machine calls it by that name, and
 * for the browser it is then a page of the service; the name is what gives it away.
 */
final class Hosts {

    private static final Pattern V4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    private static final Pattern NAME = Pattern.compile("[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?");

    private final Set<String> named;

    private final boolean addresses;

    /**
     * @param named further names
     * @param addresses whether it may be called by any IP address, which nobody can make point elsewhere
     */
    Hosts(List<String> named, boolean addresses) {
        this.named = named.stream().map(Hosts::plain).collect(Collectors.toUnmodifiableSet());
        this.addresses = addresses;
    }

    static void checkNames(List<String> names) {
        for (String each : names) {
            String name = plain(each);
            if (!NAME.matcher(name).matches() && literal(name).isEmpty()) {
                throw new IllegalArgumentException("tamis.allowed-hosts must be names such as hpo.example.org, without"
                        + " scheme, port and path, but got \"" + each + "\"");
            }
        }
    }

    /** @param authority of a Host header or an address: a name or an IP address, and perhaps a port */
    boolean include(String authority) {
        String name = name(authority);
        Optional<InetAddress> address = literal(name);
        return name.equals("localhost")
                || named.contains(name)
                || address.map(each -> addresses || each.isLoopbackAddress()).orElse(false);
    }

    /** Host without port. */
    static String name(String authority) {
        String text = plain(authority);
        int port = text.lastIndexOf(':');
        return port > text.lastIndexOf(']') && (text.startsWith("[") || text.indexOf(':') == port)
                ? plain(text.substring(0, port))
                : text;
    }

    private static String plain(String name) {
        String lower = name.strip().toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    /** Nobody is asked for what is already an address. */
    private static Optional<InetAddress> literal(String name) {
        boolean v6 = name.indexOf(':') >= 0;
        if (!v6 && !V4.matcher(name).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(name));
        } catch (UnknownHostException malformed) {
            return Optional.empty();
        }
    }
}
