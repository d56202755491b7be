package dev.tamis.experiment;

import dev.tamis.search.Catalogue;
import dev.tamis.search.CatalogueEntry;
import dev.tamis.search.Pruner;
import dev.tamis.search.Setting;
import dev.tamis.space.Parameters;
import dev.tamis.space.PlainForm;
import dev.tamis.space.SearchSpace;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
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
public final class StoredJson {

    private static final TypeReference<LinkedHashMap<String, Object>> ORDERED = new TypeReference<>() {};

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
                    .build())
            .addModule(new SimpleModule()
                    .addSerializer(SearchSpace.class, writing(PlainForm::of))
                    .addDeserializer(SearchSpace.class, reading(PlainForm::storedSearchSpace))
                    .addSerializer(Parameters.class, writing(Parameters::values))
                    .addDeserializer(Parameters.class, new PointReader())
                    .addSerializer(SamplerChoice.class, writing(SamplerChoice::plain))
                    .addDeserializer(SamplerChoice.class, reading(StoredJson::samplerChoice))
                    .addSerializer(Trainable.class, trainerWriter())
                    .addDeserializer(Trainable.class, trainerReader())
                    .addSerializer(Pruner.class, writing(Pruner::plain))
                    .addDeserializer(Pruner.class, reading(plain -> entry("pruner", Catalogue.PRUNERS, plain))))
            .build();

    private StoredJson() {}

    static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** What was written as a value of that type, by whatever version. */
    public static <T> T read(String json, Class<T> type) {
        return MAPPER.readValue(json, type);
    }

    private static SamplerChoice samplerChoice(Map<String, Object> plain) {
        return new SamplerChoice(entry("sampler", Catalogue.SAMPLERS, plain), ((Number) plain.get("seed")).longValue());
    }

    /** What it has no settings for is as good as none: RANDOM once was stored with points. */
    private static <E extends CatalogueEntry> E entry(String what, Catalogue<E> catalogue, Map<String, Object> plain) {
        E usual = usual(what, catalogue, (String) plain.get("type"));
        Map<String, Object> settings = new LinkedHashMap<>();
        Setting.of(usual).forEach(each -> settings.put(each.name(), plain.getOrDefault(each.name(), each.value())));
        @SuppressWarnings("unchecked")
        Class<E> type = (Class<E>) usual.getClass();
        return MAPPER.convertValue(settings, type);
    }

    private static <E extends CatalogueEntry> E usual(String what, Catalogue<E> catalogue, String type) {
        return catalogue
                .named(type)
                .orElseThrow(() -> new IllegalStateException("There is no " + what + " " + type + " any more"));
    }

    /** Answers over all trials of an experiment read points by the hundred thousand: token by token, into one map. */
    private static final class PointReader extends ValueDeserializer<Parameters> {
        @Override
        public Parameters deserialize(JsonParser parser, DeserializationContext context) {
            Map<String, Object> values = new LinkedHashMap<>(32);
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                values.put(name, value(parser, parser.nextToken()));
            }
            return new Parameters(values);
        }

        private static Object value(JsonParser parser, JsonToken token) {
            return switch (token) {
                case VALUE_STRING -> parser.getString();
                case VALUE_NUMBER_FLOAT -> parser.getDoubleValue() + 0.0;
                default -> PlainForm.value(parser.readValueAs(Object.class));
            };
        }
    }

    /** By its name alone: it has no settings yet. */
    private static ValueSerializer<Trainable> trainerWriter() {
        return new ValueSerializer<>() {
            @Override
            public void serialize(Trainable value, JsonGenerator generator, SerializationContext context) {
                generator.writeString(value.type());
            }
        };
    }

    private static ValueDeserializer<Trainable> trainerReader() {
        return new ValueDeserializer<>() {
            @Override
            public Trainable deserialize(JsonParser parser, DeserializationContext context) {
                return usual("trainer", Trainables.ALL, parser.getString());
            }
        };
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
