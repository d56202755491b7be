package dev.tamis.experiment;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.persistence.AttributeConverter;
import org.hibernate.annotations.Immutable;

/**
 * Plans as JSON text. They never change, which spares Hibernate a copy by way of JSON with each read, and those that were read last
 * are kept by their text: whoever polls an experiment reads its row again and again, and a tenth of that was parsing its plan.
 */
@Immutable
class PlanConverter implements AttributeConverter<Plan, String> {

    /** Some hundred plans of the usual size. */
    private static final long MOST_CHARACTERS = 1_000_000;

    private final Cache<String, Plan> read = Caffeine.newBuilder()
            .maximumWeight(MOST_CHARACTERS)
            .weigher((String json, Plan plan) -> json.length())
            .executor(Runnable::run)
            .build();

    @Override
    public String convertToDatabaseColumn(Plan plan) {
        return StoredJson.write(plan);
    }

    @Override
    public Plan convertToEntityAttribute(String json) {
        return read.get(json, text -> StoredJson.read(text, Plan.class));
    }
}
