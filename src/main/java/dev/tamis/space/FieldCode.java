package dev.tamis.space;

/** What is wrong with a field, for programs: a closed set, coarse enough to act upon. The rule beside it says the rest to people. */
public enum FieldCode {
    MISSING("is required, and is absent; null counts as absent"),
    UNKNOWN_FIELD("there is no such field, query parameter or hyperparameter here"),
    WRONG_TYPE("is of another type than it must be, such as a text in place of a number"),
    OUT_OF_RANGE("is a number, or has a size, outside its bounds"),
    NOT_ONE_OF("is none of the values that there are, which the message lists"),
    NOT_FOUND("names something that is not there, or no longer"),
    DUPLICATE("stands there twice"),
    CONFLICT("is legal by itself, but does not go with another field, which the message names"),
    MALFORMED("is not written as its kind must be: JSON, CSV, an id, a name"),
    INVALID("breaks another rule, which the message says");

    private final String meaning;

    FieldCode(String meaning) {
        this.meaning = meaning;
    }

    /** What it says of the field, in words that go on after the field's name. */
    public String meaning() {
        return meaning;
    }
}
