package dev.tamis.web;

/** The addresses that take larger bodies than others: who reads bodies must know them before anybody is asked to answer. */
final class LargeBodies {

    /** Takes forms. */
    static final String UPLOADS = "/api/v1/datasets";

    static final String BROUGHT_TRIALS = "/api/v1/range-suggestions";

    private LargeBodies() {}
}
