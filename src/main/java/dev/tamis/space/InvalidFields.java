package dev.tamis.space;

import java.util.List;
import java.util.stream.Collectors;

/** Everything that is wrong with one submission, so that a client mends it in one go. */
public final class InvalidFields extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final transient List<InvalidField> fields;

    /** @param fields at least one */
    public InvalidFields(List<InvalidField> fields) {
        super(fields.stream().map(InvalidField::getMessage).collect(Collectors.joining("; ")));
        this.fields = List.copyOf(fields);
    }

    public List<InvalidField> fields() {
        return fields;
    }
}
