package dev.tamis.experiment;

import dev.tamis.space.Parameters;
import jakarta.persistence.AttributeConverter;

/** Points as JSON text. */
class ParametersConverter implements AttributeConverter<Parameters, String> {

    @Override
    public String convertToDatabaseColumn(Parameters parameters) {
        return StoredJson.write(parameters);
    }

    @Override
    public Parameters convertToEntityAttribute(String json) {
        return StoredJson.read(json, Parameters.class);
    }
}
