package dev.tamis.experiment;

import dev.tamis.space.Parameters;
import jakarta.persistence.AttributeConverter;
import org.hibernate.annotations.Immutable;

/** Points as JSON text. They never change, which spares Hibernate a copy by way of JSON with each read. */
@Immutable
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
