package dev.tamis.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.Environment;

/** Refuses to start where others could reach a service that asks for no token, before anything is opened. */
class SafeSettings implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    static final String ADDRESS = "server.address";
    static final String MANAGEMENT_ADDRESS = "management.server.address";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        check(context.getEnvironment());
    }

    static void check(Environment environment) {
        if (needsTokens(environment)) {
            return;
        }
        List<String> keys = ManagementPortType.get(environment) == ManagementPortType.DIFFERENT
                ? List.of(ADDRESS, MANAGEMENT_ADDRESS)
                : List.of(ADDRESS);
        for (String key : keys) {
            String address = environment.getProperty(key, "").strip();
            if (!isLoopback(address)) {
                throw UnsafeSettings.reachable(key, address);
            }
        }
    }

    private static boolean needsTokens(Environment environment) {
        try {
            AccessSettings settings = AccessSettings.of(environment);
            boolean needed = settings.needTokens(environment);
            Pages.checkOrigins(settings.cors().allowedOrigins(), needed);
            return needed;
        } catch (BindException | IllegalArgumentException wrong) {
            // Its own message would show the values, the token among them.
            throw new UnsafeSettings(
                    NestedExceptionUtils.getMostSpecificCause(wrong).getMessage() + ".",
                    "Change the setting; src/site/markdown/operate.md, \"Safe on a network\", describes it.");
        }
    }

    /** An empty address means all of them. */
    private static boolean isLoopback(String address) {
        try {
            return !address.isEmpty() && InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
