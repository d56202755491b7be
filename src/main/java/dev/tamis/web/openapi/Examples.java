package dev.tamis.web.openapi;

/** Request bodies of the documentation; a test posts each of them. */
public final class Examples {

    public static final String REFERENCE_EXPERIMENT = """
            {
              "name": "lecture-hpo",
              "dataset": {"name": "mnist", "trainSize": 400, "validationSize": 100},
              "model": {"hiddenLayers": 6, "hiddenUnits": 100, "activation": "RELU", "initializer": "HE",
                        "optimizer": "SGD", "batchSize": 100, "epochs": 50},
              "searchSpace": {
                "learningRate": {"type": "float", "low": 1e-6, "high": 1e-2, "scale": "log"},
                "weightDecay": {"type": "float", "low": 1e-8, "high": 1e-4, "scale": "log"}
              },
              "sampler": {"type": "RANDOM", "seed": 42},
              "budget": {"maxTrials": 100, "parallelTrials": 16, "maxFailedTrials": 10}
            }""";

    public static final String QUICK_EXPERIMENT = """
            {
              "name": "quick look",
              "dataset": {"name": "mnist", "trainSize": 400, "validationSize": 100},
              "model": {"hiddenLayers": 2, "hiddenUnits": 50, "epochs": 5},
              "searchSpace": {"learningRate": {"type": "float", "low": 1e-4, "high": 1, "scale": "log"}},
              "budget": {"maxTrials": 8}
            }""";

    public static final String ROUNDS_EXPERIMENT = """
            {
              "name": "four rounds by themselves",
              "dataset": {"name": "mnist", "trainSize": 400, "validationSize": 100},
              "model": {"hiddenLayers": 2, "hiddenUnits": 50, "epochs": 5},
              "searchSpace": {
                "learningRate": {"type": "float", "low": 1e-6, "high": 1e-2, "scale": "log"},
                "weightDecay": {"type": "float", "low": 1e-8, "high": 1e-4, "scale": "log"}
              },
              "sampler": {"type": "RANDOM", "seed": 42},
              "budget": {"maxTrials": 100},
              "rounds": {"count": 4, "mode": "AUTO"}
            }""";

    public static final String GRID_EXPERIMENT = """
            {
              "name": "optimisers on a grid",
              "dataset": {"name": "mnist", "trainSize": 400, "validationSize": 100, "stratified": true},
              "model": {"hiddenLayers": 2, "hiddenUnits": 50, "epochs": 5},
              "searchSpace": {
                "optimizer": {"type": "categorical", "choices": ["SGD", "MOMENTUM", "ADAGRAD", "ADAM"]},
                "learningRate": {"type": "float", "low": 1e-3, "high": 1e-1, "scale": "log"}
              },
              "sampler": {"type": "GRID", "seed": 1, "points": {"learningRate": 3}},
              "objective": {"metric": "validationLoss", "direction": "MINIMIZE", "at": "BEST"}
            }""";

    public static final String UPLOAD = """
            {
              "name": "spirals",
              "label": "arm",
              "testShare": 0.2,
              "scaling": "STANDARDIZE"
            }""";

    public static final String NEXT_ROUND = """
            {
              "searchSpace": {
                "learningRate": {"type": "float", "low": 1e-3, "high": 1e-1, "scale": "log"},
                "weightDecay": {"type": "float", "low": 1e-8, "high": 1e-4, "scale": "log"}
              }
            }""";

    public static final String CHOSEN_POINTS = """
            {
              "points": [
                {"learningRate": 0.008, "weightDecay": 1e-6},
                {"learningRate": 0.004, "weightDecay": 1e-6}
              ],
              "note": "what worked last time"
            }""";

    public static final String SEARCH_SPACE = """
            {
              "name": "lecture ranges",
              "searchSpace": {
                "learningRate": {"type": "float", "low": 1e-6, "high": 1e-2, "scale": "log"},
                "weightDecay": {"type": "float", "low": 1e-8, "high": 1e-4, "scale": "log"}
              }
            }""";

    public static final String SEARCH_SPACE_OF_ALL_KINDS = """
            {
              "name": "every kind of domain",
              "searchSpace": {
                "learningRate": {"type": "float", "low": 1e-4, "high": 1e-1, "scale": "log"},
                "dropout": {"type": "float", "low": 0, "high": 0.5, "step": 0.1},
                "hiddenUnits": {"type": "int", "low": 50, "high": 200, "step": 50},
                "hiddenLayers": {"type": "int", "low": 1, "high": 8, "scale": "log"},
                "batchNorm": {"type": "categorical", "choices": [true, false]},
                "optimizer": {"type": "categorical", "choices": ["SGD", "MOMENTUM", "ADAGRAD", "ADAM"]},
                "momentum": {"type": "float", "low": 0.5, "high": 0.99, "when": {"optimizer": ["MOMENTUM"]}}
              }
            }""";

    public static final String BROUGHT_TRIALS = """
            {
              "searchSpace": {"learningRate": {"type": "float", "low": 1e-6, "high": 1e-2, "scale": "log"}},
              "direction": "MAXIMIZE",
              "validationSize": 100,
              "trials": [
                {"parameters": {"learningRate": 2e-6}, "value": 0.1},
                {"parameters": {"learningRate": 5e-6}, "value": 0.11},
                {"parameters": {"learningRate": 1e-5}, "value": 0.12},
                {"parameters": {"learningRate": 4e-5}, "value": 0.15},
                {"parameters": {"learningRate": 9e-5}, "value": 0.17},
                {"parameters": {"learningRate": 0.0002}, "value": 0.24},
                {"parameters": {"learningRate": 0.0006}, "value": 0.38},
                {"parameters": {"learningRate": 0.001}, "value": 0.51},
                {"parameters": {"learningRate": 0.002}, "value": 0.66},
                {"parameters": {"learningRate": 0.005}, "value": 0.78},
                {"parameters": {"learningRate": 0.008}, "value": 0.82},
                {"parameters": {"learningRate": 9.9e-3}, "value": null}
              ]
            }""";

    public static final String OPTIMIZER_PATH = """
            {
              "function": {"a": 0.05, "b": 1},
              "start": [-7, 2],
              "optimizer": "MOMENTUM",
              "learningRate": 0.1,
              "momentum": 0.9,
              "steps": 30
            }""";

    public static final String ACTIVATION_DISTRIBUTION = """
            {
              "layers": 5,
              "units": 100,
              "samples": 1000,
              "activation": "SIGMOID",
              "initializer": "NORMAL",
              "initializerStd": 1,
              "seed": 1
            }""";

    public static final String TOKEN = """
            {
              "label": "nightly runs",
              "lifetime": "P30D"
            }""";

    public static final String SESSION = """
            {
              "token": "9b7f0c2d4e6a8135"
            }""";

    public static final String SHARED = """
            {
              "visibility": "SHARED"
            }""";

    private Examples() {}
}
