package dev.tamis.experiment;

import dev.tamis.space.SearchSpace;
import jakarta.persistence.AttributeConverter;

/** Search spaces as JSON text. */
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
