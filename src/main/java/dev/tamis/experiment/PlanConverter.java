package dev.tamis.experiment;

import jakarta.persistence.AttributeConverter;

/** Plans as JSON text. */
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
