package dev.tamis.web.http;

/** The addresses that take larger bodies than others: who reads bodies must know them before anybody is asked to answer. */
public final class LargeBodies {

    /** Takes forms. */
    public static final String UPLOADS = "/api/v1/datasets";

    public static final String BROUGHT_TRIALS = "/api/v1/range-suggestions";

    /** Takes archives. */
    public static final String RESTORES = "/api/v1/restore";

    /** Of archives, in both directions. */
    public static final String ARCHIVE = "application/vnd.tamis.backup+zip";

    private LargeBodies() {}
}
