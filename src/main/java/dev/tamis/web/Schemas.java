package dev.tamis.web;

/** Names of the schemas that {@link OpenApiSchemas} builds from what there is. */
final class Schemas {

    private static final String COMPONENTS = "#/components/schemas/";

    static final String SEARCH_SPACE = COMPONENTS + "SearchSpace";
    static final String DOMAIN = COMPONENTS + "Domain";
    static final String FOREIGN_SEARCH_SPACE = COMPONENTS + "ForeignSearchSpace";
    static final String FLOAT_DOMAIN = COMPONENTS + "FloatDomain";
    static final String INT_DOMAIN = COMPONENTS + "IntDomain";
    static final String CATEGORICAL_DOMAIN = COMPONENTS + "CategoricalDomain";
    static final String MODEL = COMPONENTS + "Model";
    static final String SAMPLER = COMPONENTS + "Sampler";
    static final String OBJECTIVE = COMPONENTS + "Objective";
    static final String PRUNER = COMPONENTS + "Pruner";
    static final String PARAMETERS = COMPONENTS + "Parameters";
    static final String PROBLEM = COMPONENTS + "Problem";

    private Schemas() {}
}
