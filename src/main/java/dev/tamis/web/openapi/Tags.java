package dev.tamis.web.openapi;

/** Headings of the API's documentation. */
public final class Tags {

    public static final String EXPERIMENTS = "Experiments";
    public static final String TRIALS = "Trials";
    public static final String RESULTS = "Results";
    public static final String SEARCH_SPACES = "Search spaces";
    public static final String DATASETS = "Datasets";
    public static final String CATALOGUE = "Catalogue";
    public static final String ANALYSES = "Analyses";
    public static final String BACKUP = "Backup";
    public static final String ACCESS = "Access";

    private Tags() {}
}
