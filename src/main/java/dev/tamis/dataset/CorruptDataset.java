package dev.tamis.dataset;

/** The bytes of a dataset are not what they should be: truncated, changed, or of another format. Says what and where. */
public final class CorruptDataset extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message what is wrong, and where */
    public CorruptDataset(String message) {
        super(message);
    }

    /** @param message what is wrong, and where */
    public CorruptDataset(String message, Throwable cause) {
        super(message, cause);
    }
}
