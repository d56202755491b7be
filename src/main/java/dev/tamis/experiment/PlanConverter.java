package dev.tamis.experiment;

import jakarta.persistence.AttributeConverter;
import org.hibernate.annotations.Immutable;

/** Plans as JSON text. They never change, which spares Hibernate a copy by way of JSON with each read. */
@Immutable
class PlanConverter implements AttributeConverter<ExperimentPlan, String> {

    @Override
    public String convertToDatabaseColumn(ExperimentPlan plan) {
        return StoredJson.write(plan);
    }

    @Override
    public ExperimentPlan convertToEntityAttribute(String json) {
        return StoredJson.read(json, ExperimentPlan.class);
    }
}
