package dev.tamis.outage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Looks, before anything is opened, whether the database's folder can be written and has room. Where it cannot, the database and its pool
 * say so in 250 lines, and only then that the start has failed.
 */
class UsableHome implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    /** What a new database needs. */
    private static final int ROOM = 1 << 20;

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        String url = context.getEnvironment().getProperty("spring.datasource.url", "");
        OutageConfiguration.placeOf(url)
                .ifPresent(home -> check(home, new Probe(nearest(home).resolve("room.probe"))));
    }

    /**
     * @param home of the database's file; may not be there yet
     * @param probe writes where home is, or will be made
     * @throws UnusableHome with what to do
     */
    static void check(Path home, Probe probe) {
        try {
            probe.write(ROOM);
        } catch (IOException impossible) {
            Reason told = Reason.of(impossible);
            // Nothing there to be made, or to be written: whatever the system calls it.
            throw new UnusableHome(home, told == Reason.AWAY ? Reason.READ_ONLY : told, impossible);
        }
    }

    private static Path nearest(Path home) {
        Path each = home;
        while (!Files.exists(each)) {
            each = each.getParent();
        }
        return each;
    }
}
