package dev.tamis.quota;

import dev.tamis.space.Refusal;
import dev.tamis.space.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/**
 * The disk of the database's file: what is left of it is kept for what runs already, which would otherwise stop in its middle. Of a
 * database elsewhere nothing is known here.
 */
public final class Disk {

    private static final String FILE = "jdbc:h2:file:";

    /** The reserve is at most a twentieth of a disk: small ones are for small things. */
    private static final int LARGEST_SHARE = 20;

    private final LongSupplier left;
    private final long reserve;

    /**
     * @param left bytes
     * @param reserve bytes that nobody new gets
     */
    Disk(LongSupplier left, long reserve) {
        this.left = left;
        this.reserve = reserve;
    }

    /** @param databaseUrl as the pool has it */
    public static Disk of(String databaseUrl, Quotas quotas) {
        if (!databaseUrl.startsWith(FILE)) {
            return new Disk(() -> Long.MAX_VALUE, 0);
        }
        String file =
                databaseUrl.substring(FILE.length()).split(";")[0].replaceFirst("^~", System.getProperty("user.home"));
        Path place = Path.of(file).toAbsolutePath().getParent();
        return new Disk(() -> usable(place), Math.min(quotas.diskReserve().toBytes(), total(place) / LARGEST_SHARE));
    }

    private static long total(Path place) {
        try {
            return Files.getFileStore(place).getTotalSpace();
        } catch (IOException unknown) {
            return 0;
        }
    }

    private static long usable(Path place) {
        try {
            return Files.getFileStore(place).getUsableSpace();
        } catch (IOException unknown) {
            return Long.MAX_VALUE;
        }
    }

    long reserve() {
        return reserve;
    }

    /** @throws Full where something new may find no room, or leave none to what is there */
    public void requireRoom() {
        requireRoom(0);
    }

    /**
     * For something that is known to be large.
     *
     * @param bytes that it takes on the disk
     * @throws Full where these leave less than the reserve
     */
    public void requireRoom(long bytes) {
        long now = left.getAsLong();
        if (now - bytes < reserve) {
            throw new Full(now, reserve, bytes);
        }
    }

    /** The disk is nearly full. */
    public static final class Full extends Refusal {

        private static final long serialVersionUID = 1L;

        private enum Why implements Code {
            STORAGE_FULL
        }

        private Full(long left, long reserve, long bytes) {
            super(
                    Why.STORAGE_FULL,
                    (bytes == 0 ? "" : "This takes " + Shown.bytes(bytes) + " or more. ")
                            + "The disk of the database has " + Shown.bytes(left) + " left, and "
                            + Shown.bytes(reserve)
                            + " are kept for what runs already (tamis.quota.disk-reserve). Delete experiments or datasets that"
                            + " are no longer needed, or make room on it.");
        }
    }
}
