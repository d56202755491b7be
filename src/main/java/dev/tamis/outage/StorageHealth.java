package dev.tamis.outage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/** For readiness: whether what this node stands on bears, and if not, why. */
class StorageHealth implements HealthIndicator {

    /** So little that the next write may fail. */
    private static final long LEAST_BYTES = 1 << 20;

    private static final int LEAST_HANDLES = 16;

    private final Outage outage;
    private final Optional<Path> home;

    /** @param home of the database's file; empty for a database elsewhere */
    StorageHealth(Outage outage, Optional<Path> home) {
        this.outage = outage;
        this.home = home;
    }

    @Override
    public Health health() {
        return outage.reason()
                .or(this::atHand)
                .map(StorageHealth::down)
                .orElseGet(() -> Health.up().build());
    }

    /** What the next write will meet. */
    private Optional<Reason> atHand() {
        if (Handles.now().left() < LEAST_HANDLES) {
            return Optional.of(Reason.FILE_HANDLES);
        }
        if (home.isEmpty()) {
            return Optional.empty();
        }
        if (!Files.isWritable(home.get())) {
            return Optional.of(Reason.READ_ONLY);
        }
        return bytesLeft(home.get()) < LEAST_BYTES ? Optional.of(Reason.DISK_FULL) : Optional.empty();
    }

    private static Health down(Reason reason) {
        return Health.status(new Status(Status.DOWN.getCode(), reason.words())).build();
    }

    private static long bytesLeft(Path home) {
        try {
            return Files.getFileStore(home).getUsableSpace();
        } catch (IOException unknown) {
            return Long.MAX_VALUE;
        }
    }
}
