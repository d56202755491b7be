package dev.tamis.backup;

import dev.tamis.space.Refusal;

/** What was sent cannot be restored here. */
final class UnusableArchive extends Refusal {

    private static final long serialVersionUID = 1L;

    private enum Why implements Code {
        BACKUP_DAMAGED,
        BACKUP_OF_OTHER_VERSION
    }

    private UnusableArchive(Why code, String message) {
        super(code, message);
    }

    /** @param how as what follows a colon */
    static UnusableArchive damaged(String how) {
        return new UnusableArchive(
                Why.BACKUP_DAMAGED,
                "The archive is not as a backup was written, and nothing of it is stored: " + how + ".");
    }

    /** @param row which of which table */
    static UnusableArchive meaningless(String row, MeaninglessRow why) {
        return damaged(row + " has a value that means nothing here: " + why.column() + " " + why.getMessage());
    }

    /** @param which as what follows a colon */
    static UnusableArchive ofAnotherVersion(String which) {
        return new UnusableArchive(
                Why.BACKUP_OF_OTHER_VERSION,
                "The archive is of another version, and nothing of it is stored: " + which
                        + ". Restore it with a service of its version into a database of its own, and start this version on that"
                        + " database, which is then migrated.");
    }
}
