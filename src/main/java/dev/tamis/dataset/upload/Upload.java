package dev.tamis.dataset.upload;

import dev.tamis.dataset.Scaling;
import dev.tamis.dataset.idx.BuiltInDatasets;
import dev.tamis.space.FieldCode;
import dev.tamis.space.Shown;
import dev.tamis.space.Violations;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a client says about a table that it brings.
 *
 * @param name what experiments shall call it: 1 to 100 of A-Z a-z 0-9 . _ - and a letter or digit first; not a built-in dataset's,
 *     in capitals or not
 * @param label the column that holds the classes; the last one where it is empty
 * @param testShare the share of the rows that is kept for final evaluations, 0 to below 1; 0 for none
 */
public record Upload(String name, Optional<String> label, double testShare, Scaling scaling) {

    /** A first character that is no dot keeps "." and ".." out, which no address can hold. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private static final String NAME_RULE =
            "must have 1 to 100 letters (A-Z, a-z), digits, dots, underscores and hyphens, the first a letter or a digit";

    public Upload {
        Violations violations = new Violations();
        if (!NAME.matcher(name).matches()) {
            violations.add("name", FieldCode.MALFORMED, NAME_RULE + ", but got " + Shown.of(name));
        } else if (BuiltInDatasets.own(name)) {
            violations.add(
                    "name",
                    FieldCode.CONFLICT,
                    "must not be that of a dataset that is built in, but got " + Shown.of(name));
        }
        if (!(testShare >= 0 && testShare < 1)) {
            violations.add("testShare", FieldCode.OUT_OF_RANGE, "must be >= 0 and < 1, but got " + testShare);
        }
        violations.throwIfAny();
    }

    /** @throws IllegalArgumentException if no table may be called so; with the rule */
    public static void requireName(String name) {
        boolean free = NAME.matcher(name).matches() && !BuiltInDatasets.own(name);
        if (!free) {
            throw new IllegalArgumentException(
                    NAME_RULE + ", and not be that of a dataset that is built in, but is " + Shown.of(name));
        }
    }
}
