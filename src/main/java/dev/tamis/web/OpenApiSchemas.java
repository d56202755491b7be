package dev.tamis.web;

import dev.tamis.training.Hyperparameter;
import io.swagger.v3.oas.models.media.Discriminator;
import io.swagger.v3.oas.models.media.JsonSchema;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The schemas that follow from the list of hyperparameters: model, search space and its domains. */
final class OpenApiSchemas {

    private static final String TYPE = "type";

    private OpenApiSchemas() {}

    static Map<String, JsonSchema> all() {
        Map<String, JsonSchema> all = new LinkedHashMap<>();
        all.put("Model", model());
        all.put("SearchSpace", searchSpace());
        all.put("Domain", domain());
        all.put(
                "FloatDomain",
                numericDomain("float", "number", "Real numbers", "distance of neighbours; linear scale only"));
        all.put(
                "IntDomain",
                numericDomain("int", "integer", "Whole numbers", "distance of neighbours, 1 if missing; linear only"));
        all.put("CategoricalDomain", categoricalDomain());
        all.put("Parameters", parameters());
        return all;
    }

    private static JsonSchema model() {
        JsonSchema model =
                object("Hyperparameters with fixed values. What is neither fixed here nor searched has its default");
        for (Hyperparameter each : Hyperparameter.values()) {
            model.addProperty(each.key(), value(each));
        }
        model.setAdditionalProperties(false);
        model.setExample(Map.of("hiddenLayers", 6, "hiddenUnits", 100, "optimizer", "SGD", "epochs", 50));
        return model;
    }

    private static JsonSchema value(Hyperparameter hyperparameter) {
        JsonSchema schema = new JsonSchema();
        schema.setDescription(meaning(hyperparameter));
        switch (hyperparameter.kind()) {
            case INT -> bounded(schema, "integer", hyperparameter);
            case FLOAT -> bounded(schema, "number", hyperparameter);
            case BOOLEAN -> schema.addType("boolean");
            case CHOICE -> choices(schema, hyperparameter.legalChoices());
        }
        schema.setDefault(hyperparameter.defaultValue());
        return schema;
    }

    private static void bounded(JsonSchema schema, String type, Hyperparameter hyperparameter) {
        schema.addType(type);
        BigDecimal low = BigDecimal.valueOf(hyperparameter.legalLow());
        BigDecimal high = BigDecimal.valueOf(hyperparameter.legalHigh());
        if (hyperparameter.legalLowIncluded()) {
            schema.setMinimum(low);
        } else {
            schema.setExclusiveMinimumValue(low);
        }
        if (hyperparameter.legalHigh() == Double.MAX_VALUE) {
            return;
        }
        if (hyperparameter.legalHighIncluded()) {
            schema.setMaximum(high);
        } else {
            schema.setExclusiveMaximumValue(high);
        }
    }

    private static JsonSchema searchSpace() {
        JsonSchema space = object("What is searched: a domain for each hyperparameter, drawn and shown in this order");
        Arrays.stream(Hyperparameter.values())
                .forEach(each -> space.addProperty(each.key(), reference(Schemas.DOMAIN)));
        space.setAdditionalProperties(false);
        space.setMinProperties(1);
        space.setExample(Map.of("learningRate", Map.of("type", "float", "low", 1e-6, "high", 1e-2, "scale", "log")));
        return space;
    }

    private static JsonSchema domain() {
        JsonSchema domain = described("The values that one hyperparameter may take");
        List<String> kinds = List.of("Float", "Int", "Categorical");
        Discriminator discriminator = new Discriminator().propertyName(TYPE);
        kinds.forEach(kind -> {
            String reference = Schemas.DOMAIN.replace("Domain", kind + "Domain");
            domain.addOneOfItem(reference(reference));
            discriminator.mapping(kind.toLowerCase(Locale.ROOT), reference);
        });
        domain.setDiscriminator(discriminator);
        domain.setExample(Map.of("type", "float", "low", 1e-6, "high", 1e-2, "scale", "log"));
        return domain;
    }

    private static JsonSchema numericDomain(String type, String of, String title, String step) {
        JsonSchema scale = described("On what scale values are uniform; log needs low > 0");
        choices(scale, List.of("linear", "log"));
        scale.setDefault("linear");
        JsonSchema domain = object(title + " from low to high, both included");
        domain.addProperty(TYPE, constant(type));
        domain.addProperty("low", typed(of, "smallest value"));
        domain.addProperty("high", typed(of, "largest value, above low"));
        domain.addProperty("scale", scale);
        domain.addProperty("step", typed(of, step + "; it must divide high - low"));
        domain.setRequired(List.of(TYPE, "low", "high"));
        domain.setAdditionalProperties(false);
        return domain;
    }

    private static JsonSchema categoricalDomain() {
        JsonSchema choices = typed("array", "At least one, all different: texts, numbers or true/false");
        choices.setItems(new JsonSchema());
        choices.setMinItems(1);
        choices.setUniqueItems(true);
        JsonSchema domain = object("A list of choices, each as likely as the next");
        domain.addProperty(TYPE, constant("categorical"));
        domain.addProperty("choices", choices);
        domain.setRequired(List.of(TYPE, "choices"));
        domain.setAdditionalProperties(false);
        return domain;
    }

    private static JsonSchema parameters() {
        JsonSchema parameters = object("The point that was drawn: a value for each searched hyperparameter");
        parameters.setAdditionalProperties(true);
        parameters.setExample(Map.of("learningRate", 0.0092));
        return parameters;
    }

    private static JsonSchema object(String description) {
        return typed("object", description);
    }

    static JsonSchema typed(String type, String description) {
        JsonSchema schema = described(description);
        schema.addType(type);
        return schema;
    }

    private static JsonSchema described(String description) {
        JsonSchema schema = new JsonSchema();
        schema.setDescription(description);
        return schema;
    }

    static JsonSchema reference(String to) {
        JsonSchema schema = new JsonSchema();
        schema.set$ref(to);
        return schema;
    }

    private static JsonSchema constant(String text) {
        JsonSchema schema = new JsonSchema();
        choices(schema, List.of(text));
        return schema;
    }

    private static void choices(JsonSchema schema, List<String> choices) {
        schema.addType("string");
        schema.setEnum(List.copyOf(choices));
    }

    private static String meaning(Hyperparameter hyperparameter) {
        return switch (hyperparameter) {
            case HIDDEN_LAYERS -> "Hidden layers; 0 is softmax regression";
            case HIDDEN_UNITS -> "Units of each hidden layer";
            case ACTIVATION -> "After each hidden layer";
            case BATCH_NORM -> "Whether each hidden layer normalises before its activation";
            case DROPOUT -> "Share of hidden activations dropped while training";
            case INITIALIZER ->
                "Distribution of the initial weights: ZERO; NORMAL with initializerStd; XAVIER, std sqrt(1 / fan-in); HE, std"
                        + " sqrt(2 / fan-in)";
            case INITIALIZER_STD -> "Standard deviation of the initial weights under NORMAL; the others ignore it";
            case OPTIMIZER -> "Rule that turns gradients into updates";
            case LEARNING_RATE -> "Factor of each update";
            case MOMENTUM -> "Share of the last update that MOMENTUM keeps";
            case BETA1 -> "Decay rate of ADAM's first moment";
            case BETA2 -> "Decay rate of ADAM's second moment";
            case EPSILON -> "What ADAGRAD and ADAM add outside the root";
            case WEIGHT_DECAY -> "L2 coefficient: adds weightDecay * w to the gradient of weights, never of biases";
            case BATCH_SIZE -> "Rows of a training step";
            case EPOCHS -> "Passes over the training rows";
        };
    }
}
