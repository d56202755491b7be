package dev.tamis.experiment;

import dev.tamis.space.SearchSpace;
import jakarta.persistence.AttributeConverter;
import org.hibernate.annotations.Immutable;

/** Search spaces as JSON text. They never change, which spares Hibernate a copy by way of JSON with each read. */
@Immutable
class SearchSpaceConverter implements AttributeConverter<SearchSpace, String> {

    @Override
    public String convertToDatabaseColumn(SearchSpace space) {
        return StoredJson.write(space);
    }

    @Override
    public SearchSpace convertToEntityAttribute(String json) {
        return StoredJson.read(json, SearchSpace.class);
    }
}
