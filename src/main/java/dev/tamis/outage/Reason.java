package dev.tamis.outage;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** Why the database cannot be used, as far as an exception tells. */
enum Reason {
    DISK_FULL(
            "the disk is full",
            "Make room on it",
            "no space left",
            "not enough space",
            "quota exceeded",
            "disk is full"),
    READ_ONLY(
            "the home directory cannot be written",
            "Make it writable for the user that runs the service",
            "read-only file system",
            "read only",
            "accessdenied",
            "permission denied"),
    FILE_HANDLES("hardly any file handles are left", "Raise the limit (ulimit -n) and restart", "too many open files"),
    HEAP("the heap is too small", "Restart with a larger one (-Xmx)", "out of memory", "outofmemoryerror"),
    DAMAGED(
            "the database file is damaged",
            "Put a backup in its place, or move the file away to begin with an empty one",
            "file is corrupted",
            "file corrupted",
            "chunk not found"),
    AWAY("the database does not answer", "Start it, or look at the network");

    private final String words;
    private final String advice;
    private final List<String> signs;

    Reason(String words, String advice, String... signs) {
        this.words = words;
        this.advice = advice;
        this.signs = List.of(signs);
    }

    /** For whoever may ask: no paths, no addresses. */
    String words() {
        return words;
    }

    /** What whoever runs the service can do. */
    String advice() {
        return advice;
    }

    /** The reason that the first of an exception's causes tells that knows one, the innermost first. */
    static Reason of(Throwable failure) {
        List<Throwable> causes = Causes.of(failure);
        for (int i = causes.size() - 1; i >= 0; i--) {
            Throwable cause = causes.get(i);
            if (cause instanceof OutOfMemoryError) {
                return HEAP;
            }
            if (cause instanceof SQLException sql && sql.getErrorCode() == ClosedDatabase.FILE_DAMAGED) {
                return DAMAGED;
            }
            String text = cause.toString().toLowerCase(Locale.ROOT);
            for (Reason reason : values()) {
                if (reason.signs.stream().anyMatch(text::contains)) {
                    return reason;
                }
            }
        }
        return AWAY;
    }
}
