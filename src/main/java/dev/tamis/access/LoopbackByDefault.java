package dev.tamis.access;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Where the server listens unless told otherwise: without a token where only this machine reaches it. A port of its own for health and
 * metrics listens where the API does: whoever says that for one means both.
 */
class LoopbackByDefault implements EnvironmentPostProcessor {

    private static final String LOOPBACK = "127.0.0.1";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        Map<String, Object> defaults = new HashMap<>();
        if (!needsTokens(environment)) {
            defaults.put(SafeSettings.ADDRESS, LOOPBACK);
        }
        environment.getPropertySources().addLast(new MapPropertySource("loopbackByDefault", defaults));
        String address = environment.getProperty(SafeSettings.ADDRESS, "").strip();
        if (!address.isEmpty() && ManagementPortType.get(environment) == ManagementPortType.DIFFERENT) {
            defaults.put(SafeSettings.MANAGEMENT_ADDRESS, address);
        }
    }

    /** Settings that cannot be read are told of by {@link SafeSettings}. */
    private static boolean needsTokens(ConfigurableEnvironment environment) {
        try {
            return AccessSettings.of(environment).needTokens(environment);
        } catch (BindException unreadable) {
            return false;
        }
    }
}
