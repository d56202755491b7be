package dev.tamis.outage;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Looks, before anything is opened, whether there can be handles enough: a start without them fails anywhere, and says anything. */
class EnoughHandles implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Handles.now().connections(Handles.LEAST_CONNECTIONS, Handles.reserve(context.getEnvironment()));
    }
}
