package dev.tamis.dataset;

/** A table exceeds one of the {@link UploadLimits}. The message says which. */
public final class DatasetTooLarge extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String field;

    DatasetTooLarge(String field, String rule) {
        super(rule);
        this.field = field;
    }

    /** Which of the files it is: {@code file} or {@code testFile}. */
    public String field() {
        return field;
    }
}
