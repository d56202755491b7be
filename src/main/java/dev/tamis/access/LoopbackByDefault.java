package dev.tamis.access;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Where the server listens unless told otherwise: without a token where only this machine reaches it. */
class LoopbackByDefault implements EnvironmentPostProcessor {

    private static final String LOOPBACK = "127.0.0.1";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (needsTokens(environment)) {
            return;
        }
        Map<String, Object> defaults = new HashMap<>();
        defaults.put(SafeSettings.ADDRESS, LOOPBACK);
        if (ManagementPortType.get(environment) == ManagementPortType.DIFFERENT) {
            defaults.put(SafeSettings.MANAGEMENT_ADDRESS, LOOPBACK);
        }
        environment.getPropertySources().addLast(new MapPropertySource("loopbackByDefault", defaults));
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
