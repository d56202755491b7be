package dev.tamis.web;

import dev.tamis.space.FieldCode;
import dev.tamis.space.Violations;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/** Reads a {@code Submitted<SomeRecord>}: JSON to plain values, plain values to the record. */
class SubmittedReader extends ValueDeserializer<Submitted<?>> {

    private final Class<? extends Record> type;

    /** For Jackson, which then asks for the contextual one. */
    SubmittedReader() {
        this(Record.class);
    }

    private SubmittedReader(Class<? extends Record> type) {
        this.type = type;
    }

    @Override
    public ValueDeserializer<?> createContextual(DeserializationContext context, BeanProperty property) {
        return new SubmittedReader(
                context.getContextualType().containedType(0).getRawClass().asSubclass(Record.class));
    }

    @Override
    public Submitted<?> deserialize(JsonParser parser, DeserializationContext context) {
        Violations violations = new Violations();
        Object body = new PlainJson(parser, violations).read();
        if (!(body instanceof Map<?, ?> fields)) {
            violations.add("", FieldCode.WRONG_TYPE, "must be a JSON object, but got " + body);
            violations.throwIfAny();
            throw new IllegalStateException("unreachable: a violation was added");
        }
        Set<String> given = new LinkedHashSet<>();
        fields.forEach((name, value) -> {
            if (value != null) {
                given.add((String) name);
            }
        });
        return new Submitted<>(
                new RecordReader(violations, Texts.STAY_TEXTS).read(type, fields, ""), violations, given);
    }
}
