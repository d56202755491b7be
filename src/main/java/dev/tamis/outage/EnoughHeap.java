package dev.tamis.outage;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Looks, before anything is made, whether the heap can hold it: a start without it takes half a minute to die, and says not of what. */
class EnoughHeap implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    /** With -Xmx64m, some of which no object ever has, a start succeeds; with -Xmx48m it does not. */
    private static final long LEAST = 56L << 20;

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        check(Runtime.getRuntime().maxMemory());
    }

    /**
     * @param bytes that the heap can have
     * @throws TooLittle with what to do
     */
    static void check(long bytes) {
        if (bytes < LEAST) {
            throw TooLittle.heap(bytes, LEAST);
        }
    }
}
