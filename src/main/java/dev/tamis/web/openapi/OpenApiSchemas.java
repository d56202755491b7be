package dev.tamis.web.openapi;

import dev.tamis.experiment.Constraint;
import dev.tamis.experiment.Objective;
import dev.tamis.experiment.Trainables;
import dev.tamis.experiment.TrialMetric;
import dev.tamis.experiment.Tunable;
import dev.tamis.search.Catalogue;
import dev.tamis.search.CatalogueEntry;
import dev.tamis.search.LegalRange;
import dev.tamis.search.Metric;
import dev.tamis.search.Setting;
import dev.tamis.space.IntDomain;
import dev.tamis.space.Meaning;
import dev.tamis.space.SpaceSize;
import io.swagger.v3.oas.models.media.Discriminator;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The schemas that follow from what there is: model, search space and its domains from the hyperparameters, samplers from theirs. */
final class OpenApiSchemas {

    private static final String TYPE = "type";

    private OpenApiSchemas() {}

    static Map<String, JsonSchema> all() {
        Map<String, JsonSchema> all = new LinkedHashMap<>();
        all.put("Model", model());
        all.put("SearchSpace", searchSpace());
        all.put("ForeignSearchSpace", foreignSearchSpace());
        all.put("Domain", domain());
        all.put(
                "FloatDomain",
                numericDomain(OpenApiSchemas::real, "Real numbers", "Distance of neighbours; linear scale only"));
        all.put(
                "IntDomain",
                numericDomain(
                        OpenApiSchemas::wholeOfDomain,
                        "Whole numbers",
                        "Distance of neighbours, 1 if missing; above 1 on the linear scale only. Where it is given, a"
                                + " grid that names no points takes every step, otherwise five values"));
        all.put("CategoricalDomain", categoricalDomain());
        all.put("Parameters", parameters());
        all.put("Objective", objective());
        all.put("Constraint", constraint());
        all.put("Sampler", sampler());
        all.put("Pruner", pruner());
        return all;
    }

    private static JsonSchema model() {
        JsonSchema model =
                object("Hyperparameters with fixed values. What is neither fixed here nor searched has its default");
        tunables().forEach(each -> model.addProperty(each.key(), value(each)));
        model.setAdditionalProperties(false);
        model.setExample(Map.of("hiddenLayers", 6, "hiddenUnits", 100, "optimizer", "SGD", "epochs", 50));
        return model;
    }

    /** Of all trainers. */
    private static Collection<Tunable> tunables() {
        Map<String, Tunable> byKey = new LinkedHashMap<>();
        Trainables.ALL.entries().stream()
                .flatMap(each -> each.tunables().stream())
                .forEach(each -> byKey.putIfAbsent(each.key(), each));
        return byKey.values();
    }

    private static JsonSchema value(Tunable tunable) {
        JsonSchema schema = new JsonSchema();
        switch (tunable.legal().kind()) {
            case INT -> bounded(schema, "integer", tunable);
            case FLOAT -> bounded(schema, "number", tunable);
            case BOOLEAN -> schema.addType("boolean");
            case CHOICE -> choices(schema, List.copyOf(tunable.legal().choices().keySet()));
        }
        // Not the keyword default: generated clients would send every default, and be refused where the value is
        // searched.
        schema.setDescription(meaning(tunable) + "; " + tunable.usual() + " if missing");
        return schema;
    }

    private static void bounded(JsonSchema schema, String type, Tunable tunable) {
        schema.addType(type);
        schema.setFormat(type.equals("integer") ? "int32" : "double");
        bound(schema, tunable.legal().range());
    }

    /** As a hyperparameter of that meaning, with those bounds; the rest of the schema stays. */
    static void tell(Tunable tunable, Schema<?> schema) {
        schema.setDescription(meaning(tunable));
        bound(schema, tunable.legal().range());
    }

    /** What trains trials, by the names of the catalogue. */
    @SuppressWarnings("unchecked")
    static void tellTrainers(Schema<?> schema, boolean mayBeMissing) {
        ((Schema<Object>) schema).setEnum(List.copyOf(Trainables.ALL.types()));
        if (mayBeMissing) {
            schema.setDefault(Trainables.ALL.usual().type());
        }
    }

    private static void bound(Schema<?> schema, LegalRange range) {
        BigDecimal low = BigDecimal.valueOf(range.low());
        BigDecimal high = BigDecimal.valueOf(range.high());
        if (range.lowIncluded()) {
            schema.setMinimum(low);
        } else {
            schema.setExclusiveMinimumValue(low);
        }
        if (range.highIncluded()) {
            schema.setMaximum(high);
        } else {
            schema.setExclusiveMaximumValue(high);
        }
    }

    private static JsonSchema searchSpace() {
        JsonSchema space = object("What is searched: a domain for each hyperparameter, drawn and shown in this order");
        tunables().forEach(each -> space.addProperty(each.key(), reference(Schemas.DOMAIN)));
        space.setAdditionalProperties(false);
        space.setMinProperties(1);
        space.setExample(Map.of("learningRate", Map.of("type", "float", "low", 1e-6, "high", 1e-2, "scale", "log")));
        return space;
    }

    /** Of trials that clients bring: any trainer's names. */
    private static JsonSchema foreignSearchSpace() {
        JsonSchema space = object("What was searched: a domain for each name, whatever it is");
        space.setAdditionalProperties(reference(Schemas.DOMAIN));
        space.setMinProperties(1);
        space.setExample(Map.of("temperature", Map.of("type", "float", "low", 0.1, "high", 10, "scale", "log")));
        return space;
    }

    /** What the kinds of domains extend: clients that know inheritance read the kind that {@code type} names. */
    private static JsonSchema domain() {
        JsonSchema domain = object("The values that one hyperparameter may take");
        JsonSchema type = described("Which kind of domain");
        choices(type, List.of("float", "int", "categorical"));
        domain.addProperty(TYPE, type);
        domain.addProperty("when", when());
        domain.setRequired(List.of(TYPE));
        domain.setDiscriminator(new Discriminator()
                .propertyName(TYPE)
                .mapping("float", Schemas.FLOAT_DOMAIN)
                .mapping("int", Schemas.INT_DOMAIN)
                .mapping("categorical", Schemas.CATEGORICAL_DOMAIN));
        domain.setExample(Map.of("type", "float", "low", 1e-6, "high", 1e-2, "scale", "log"));
        return domain;
    }

    private static JsonSchema when() {
        JsonSchema listed = typed("array", null);
        listed.setItems(new JsonSchema());
        listed.setMinItems(1);
        listed.setMaxItems(SpaceSize.MOST_CHOICES);
        JsonSchema when =
                object("The hyperparameter is there only in trials in which each of those named here, which are"
                        + " searched too and have choices or are whole numbers, is there and has one of the values listed for it;"
                        + " always if it is missing or empty. Other trials have no value of it");
        when.setAdditionalProperties(listed);
        when.setExample(Map.of("optimizer", List.of("MOMENTUM", "NAG")));
        return when;
    }

    private static JsonSchema numericDomain(Supplier<JsonSchema> number, String title, String step) {
        JsonSchema scale = described("On what scale values are uniform; log needs low > 0; linear if missing");
        choices(scale, List.of("linear", "log"));
        JsonSchema own = new JsonSchema();
        own.addType("object");
        own.addProperty("low", told(number, "Smallest value"));
        own.addProperty("high", told(number, "Largest value, above low"));
        own.addProperty("scale", scale);
        own.addProperty("step", told(number, step + "; it must divide high - low"));
        own.setRequired(List.of("low", "high"));
        return extending(title + " from low to high, both included", own);
    }

    private static JsonSchema categoricalDomain() {
        // Not uniqueItems: of it generators make sets, and the order counts.
        JsonSchema choices = typed("array", "At least one, all different: texts, numbers or true/false");
        choices.setItems(new JsonSchema());
        choices.setMinItems(1);
        choices.setMaxItems(SpaceSize.MOST_CHOICES);
        JsonSchema own = new JsonSchema();
        own.addType("object");
        own.addProperty("choices", choices);
        own.setRequired(List.of("choices"));
        return extending("A list of choices, each as likely as the next", own);
    }

    private static JsonSchema extending(String description, JsonSchema own) {
        JsonSchema domain = described(description);
        domain.addAllOfItem(reference(Schemas.DOMAIN));
        domain.addAllOfItem(own);
        return domain;
    }

    private static JsonSchema told(Supplier<JsonSchema> number, String description) {
        JsonSchema schema = number.get();
        schema.setDescription(description);
        return schema;
    }

    private static JsonSchema real() {
        JsonSchema schema = new JsonSchema();
        schema.addType("number");
        schema.setFormat("double");
        return schema;
    }

    private static JsonSchema whole() {
        JsonSchema schema = new JsonSchema();
        schema.addType("integer");
        schema.setFormat("int64");
        return schema;
    }

    private static JsonSchema wholeOfDomain() {
        JsonSchema schema = whole();
        schema.setMinimum(BigDecimal.valueOf(-IntDomain.LARGEST));
        schema.setMaximum(BigDecimal.valueOf(IntDomain.LARGEST));
        return schema;
    }

    /** Named one by one, for of an object of anything generators make an object without fields. */
    private static JsonSchema parameters() {
        JsonSchema parameters =
                object("The point that was drawn: a value for each searched hyperparameter that is there in"
                        + " it, and no others");
        for (Tunable each : tunables()) {
            JsonSchema value = value(each);
            value.setDescription(meaning(each));
            parameters.addProperty(each.key(), value);
        }
        parameters.setExample(Map.of("learningRate", 0.0092));
        return parameters;
    }

    /**
     * One object with everybody's settings, though each is of one type only: type may be missing, so that it cannot tell clients
     * which of several objects it is, and theirs have been generated from one.
     */
    private static JsonSchema sampler() {
        JsonSchema seed = whole();
        seed.setDescription("Source of every random number: an equal submission with an equal seed gives equal results."
                + " Drawn, and told, if it is missing; derived from the Idempotency-Key if there is one");
        seed.setExample(42);
        JsonSchema sampler = object("How trials are drawn");
        sampler.addProperty(TYPE, type(Catalogue.SAMPLERS));
        sampler.addProperty("seed", seed);
        addSettings(sampler, Catalogue.SAMPLERS);
        return sampler;
    }

    /** Built, for which metrics there are depends on the trainers. */
    private static JsonSchema objective() {
        JsonSchema objective = object("What ranks trials");
        for (RecordComponent each : Objective.class.getRecordComponents()) {
            Meaning meaning = each.getAnnotation(Meaning.class);
            JsonSchema property = described(meaning.value());
            property.setDefault(meaning.usual().isEmpty() ? null : meaning.usual());
            if (each.getType().isEnum()) {
                choices(property, constants(each.getType()));
            }
            if (each.getType() == Double.class) {
                property = real();
                property.setDescription(meaning.value());
                property.addType("null");
            }
            objective.addProperty(each.getName(), property);
        }
        JsonSchema metric = (JsonSchema) objective.getProperties().get("metric");
        choices(
                metric,
                Stream.concat(
                                Trainables.ALL.entries().stream().flatMap(each -> each.metrics().objectives().stream()),
                                TrialMetric.names().stream())
                        .distinct()
                        .toList());
        metric.setDefault(Trainables.ALL.usual().metrics().objectives().get(0));
        return objective;
    }

    /** Built, for the same reason: constraints look at what ranks no trials, too. */
    private static JsonSchema constraint() {
        JsonSchema constraint = object("What completed trials must keep to: one of atMost and atLeast");
        for (RecordComponent each : Constraint.class.getRecordComponents()) {
            JsonSchema property = each.getType() == Double.class ? real() : new JsonSchema();
            property.setDescription(each.getAnnotation(Meaning.class).value());
            if (each.getType() == Double.class) {
                property.addType("null");
            } else {
                choices(
                        property,
                        Stream.concat(
                                        Trainables.ALL.entries().stream()
                                                .flatMap(trainer -> trainer.metrics().all().stream())
                                                .map(Metric::name),
                                        TrialMetric.names().stream())
                                .distinct()
                                .toList());
                property.setExample("parameters");
            }
            constraint.addProperty(each.getName(), property);
        }
        constraint.setRequired(List.of("metric"));
        return constraint;
    }

    private static List<String> constants(Class<?> type) {
        return Arrays.stream(type.getEnumConstants()).map(String::valueOf).toList();
    }

    private static JsonSchema pruner() {
        JsonSchema pruner = object("Which trials are stopped early");
        pruner.addProperty(TYPE, type(Catalogue.PRUNERS));
        addSettings(pruner, Catalogue.PRUNERS);
        return pruner;
    }

    private static JsonSchema type(Catalogue<?> catalogue) {
        JsonSchema type = described(catalogue.entries().stream()
                .map(each -> each.type() + " " + each.meaning())
                .collect(Collectors.joining("; ")));
        choices(type, catalogue.types());
        type.setDefault(catalogue.usual().type());
        return type;
    }

    private static void addSettings(JsonSchema choice, Catalogue<?> catalogue) {
        for (CatalogueEntry entry : catalogue.entries()) {
            for (Setting setting : Setting.of(entry)) {
                JsonSchema values = setting.byHyperparameter() ? object(null) : of(setting);
                if (setting.byHyperparameter()) {
                    values.setAdditionalProperties(of(setting));
                    values.setExample(Map.of());
                }
                values.setDescription(
                        whoseOnly(entry, choice, setting) + setting.meaning().value());
                if (setting.value() == null) {
                    values.addType("null"); // and shown so by whoever was left to its own
                }
                choice.addProperty(setting.name(), values);
            }
        }
    }

    /** Entries may share a setting: then all of them are named before it, or each before its own meaning. */
    private static String whoseOnly(CatalogueEntry entry, JsonSchema choice, Setting setting) {
        JsonSchema before = choice.getProperties() == null
                ? null
                : (JsonSchema) choice.getProperties().get(setting.name());
        if (before == null) {
            return entry.type() + " only: ";
        }
        String told = before.getDescription();
        return told.endsWith(" only: " + setting.meaning().value())
                ? told.replace(" only: " + setting.meaning().value(), ", " + entry.type() + " only: ")
                : told + "; " + entry.type() + ": ";
    }

    /** Of one value. */
    private static JsonSchema of(Setting setting) {
        JsonSchema value = new JsonSchema();
        if (setting.type().isEnum()) {
            choices(value, constants(setting.type()));
            return value;
        }
        if (setting.isBoolean()) {
            value.addType("boolean");
        } else {
            value = setting.isWhole() ? typed("integer", null) : real();
        }
        value.setMinimum(setting.low().map(BigDecimal::valueOf).orElse(null));
        value.setMaximum(setting.high().map(BigDecimal::valueOf).orElse(null));
        return value;
    }

    private static JsonSchema object(String description) {
        return typed("object", description);
    }

    static JsonSchema typed(String type, String description) {
        JsonSchema schema = described(description);
        schema.addType(type);
        schema.setFormat(type.equals("integer") ? "int32" : null);
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

    private static void choices(JsonSchema schema, List<String> choices) {
        schema.addType("string");
        schema.setEnum(List.copyOf(choices));
    }

    private static String meaning(Tunable tunable) {
        Map<String, String> choices = tunable.legal().choices();
        return tunable.meaning()
                + (choices.isEmpty() ? "" : ": ")
                + choices.entrySet().stream()
                        .map(each -> each.getKey() + ", " + each.getValue())
                        .collect(Collectors.joining("; "));
    }
}
