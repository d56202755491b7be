package dev.tamis.experiment;

import dev.tamis.space.SearchSpace;
import jakarta.persistence.AttributeConverter;
import org.hibernate.annotations.Immutable;

/**
 * Search spaces as JSON text. They never change, which spares Hibernate a copy by way of JSON with each read. No
 * space is no text, so that a column that a migration has added reads as if it had always been there.
 */
@Immutable
class SearchSpaceConverter implements AttributeConverter<SearchSpace, String> {

    @Override
    public String convertToDatabaseColumn(SearchSpace space) {
        return space == null ? null : StoredJson.write(space);
    }

    @Override
    public SearchSpace convertToEntityAttribute(String json) {
        return json == null ? null : StoredJson.read(json, SearchSpace.class);
    }
}
