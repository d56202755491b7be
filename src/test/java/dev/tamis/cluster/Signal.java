package dev.tamis.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Signals that Java cannot send by itself. */
enum Signal {
    /** The process stands still, connections open, until {@link #CONT}. */
    STOP,
    CONT,
    /** PostgreSQL's immediate shutdown: like a crash, the log is replayed at the next start. */
    QUIT;

    void to(long process) {
        try {
            int status = new ProcessBuilder("kill", "-" + name(), String.valueOf(process))
                    .inheritIO()
                    .start()
                    .waitFor();
            assertThat(status).as("kill -%s %d", name(), process).isZero();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
