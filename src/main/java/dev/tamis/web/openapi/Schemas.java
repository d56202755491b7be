package dev.tamis.web.openapi;

/** Names of the schemas that {@link OpenApiSchemas} builds from what there is. */
public final class Schemas {

    private static final String COMPONENTS = "#/components/schemas/";

    public static final String SEARCH_SPACE = COMPONENTS + "SearchSpace";
    public static final String DOMAIN = COMPONENTS + "Domain";
    public static final String FOREIGN_SEARCH_SPACE = COMPONENTS + "ForeignSearchSpace";
    static final String FLOAT_DOMAIN = COMPONENTS + "FloatDomain";
    static final String INT_DOMAIN = COMPONENTS + "IntDomain";
    static final String CATEGORICAL_DOMAIN = COMPONENTS + "CategoricalDomain";
    public static final String MODEL = COMPONENTS + "Model";
    public static final String SAMPLER = COMPONENTS + "Sampler";
    public static final String OBJECTIVE = COMPONENTS + "Objective";
    public static final String CONSTRAINT = COMPONENTS + "Constraint";
    public static final String PRUNER = COMPONENTS + "Pruner";
    public static final String PARAMETERS = COMPONENTS + "Parameters";
    static final String PROBLEM = COMPONENTS + "Problem";

    /** What {@code visibility} means, wherever it stands. */
    public static final String VISIBILITY =
            "Who may read it beside its owner and admins: PRIVATE, nobody; SHARED, everybody whom the service knows. Nobody"
                    + " else may change it";

    private Schemas() {}
}
