package dev.tamis.quota;

import java.util.concurrent.atomic.AtomicLong;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** A disk that is as full as a test says. Imported, so that no scan finds it. */
public class DiskOfTests {

    private final AtomicLong left = new AtomicLong(Long.MAX_VALUE);

    @Bean
    @Primary
    Disk disk() {
        return new Disk(left::get, 500_000_000);
    }

    /** Does something while the disk is nearly full. */
    public void whileNearlyFull(Work work) throws Exception {
        left.set(312_000_000);
        try {
            work.run();
        } finally {
            left.set(Long.MAX_VALUE);
        }
    }

    /** Whatever a test does. */
    public interface Work {
        void run() throws Exception;
    }
}
