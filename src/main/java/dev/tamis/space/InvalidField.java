package dev.tamis.space;

/** A value breaks a rule. Names the field, so that a client is told where, and says rule and value, so that it is told why. */
public final class InvalidField extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /** Characters of a path. What clients call things is theirs to choose, and may be as long as the request. */
    private static final int LONGEST = 500;

    private final String field;

    private final FieldCode code;

    private final String rule;

    /**
     * @param field path of the offending field, relative to the value that refuses, such as {@code low}
     * @param code what kind of rule it is
     * @param rule the rule and the value that broke it, such as "low < high must hold, but got low=2.0, high=1.0"
     */
    public InvalidField(String field, FieldCode code, String rule) {
        super(shortened(field) + ": " + rule);
        this.field = shortened(field);
        this.code = code;
        this.rule = rule;
    }

    /** For rules of no common kind. */
    public InvalidField(String field, String rule) {
        this(field, FieldCode.INVALID, rule);
    }

    /** The same complaint seen from one level up: field {@code low} under {@code learningRate} is {@code learningRate.low}. */
    public InvalidField under(String parent) {
        return new InvalidField(field.isEmpty() ? parent : parent + "." + field, code, rule);
    }

    private static String shortened(String field) {
        return field.length() <= LONGEST ? field : field.substring(0, LONGEST) + " …";
    }

    public String field() {
        return field;
    }

    public FieldCode code() {
        return code;
    }

    public String rule() {
        return rule;
    }
}
