package dev.tamis.web;

/** Headings of the API's documentation. */
final class Tags {

    static final String EXPERIMENTS = "Experiments";
    static final String TRIALS = "Trials";
    static final String RESULTS = "Results";
    static final String SEARCH_SPACES = "Search spaces";
    static final String DATASETS = "Datasets";
    static final String CATALOGUE = "Catalogue";
    static final String ANALYSES = "Analyses";
    static final String ACCESS = "Access";

    private Tags() {}
}
