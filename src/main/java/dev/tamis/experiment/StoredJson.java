package dev.tamis.experiment;

import dev.tamis.space.Parameters;
import dev.tamis.space.PlainForm;
import dev.tamis.space.SearchSpace;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * How plans, spaces and points stand in the database: JSON text with the order of the keys and every digit of the numbers
 * kept. A mapper of its own, so that no setting of the web layer can change what stored rows mean.
 */
final class StoredJson {

    private static final TypeReference<LinkedHashMap<String, Object>> ORDERED = new TypeReference<>() {};

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new SimpleModule()
                    .addSerializer(SearchSpace.class, writing(PlainForm::of))
                    .addDeserializer(SearchSpace.class, reading(PlainForm::storedSearchSpace))
                    .addSerializer(Parameters.class, writing(Parameters::values))
                    .addDeserializer(Parameters.class, reading(StoredJson::parameters)))
            .build();

    private StoredJson() {}

    static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    static <T> T read(String json, Class<T> type) {
        return MAPPER.readValue(json, type);
    }

    private static Parameters parameters(Map<String, Object> plain) {
        Map<String, Object> values = new LinkedHashMap<>(plain);
        values.replaceAll((name, value) -> PlainForm.value(value));
        return new Parameters(values);
    }

    private static <T> ValueSerializer<T> writing(java.util.function.Function<T, Map<String, Object>> plainForm) {
        return new ValueSerializer<>() {
            @Override
            public void serialize(T value, JsonGenerator generator, SerializationContext context) {
                generator.writePOJO(plainForm.apply(value));
            }
        };
    }

    private static <T> ValueDeserializer<T> reading(java.util.function.Function<Map<String, Object>, T> fromPlainForm) {
        return new ValueDeserializer<>() {
            @Override
            public T deserialize(JsonParser parser, DeserializationContext context) {
                return fromPlainForm.apply(parser.readValueAs(ORDERED));
            }
        };
    }
}
