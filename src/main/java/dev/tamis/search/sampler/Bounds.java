package dev.tamis.search.sampler;

import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;

/** What settings of samplers have in common: whole numbers that lie between two others. */
final class Bounds {

    private Bounds() {}

    /** @throws InvalidField naming the field, both ends and the value */
    static void require(String field, int value, int least, int most) {
        if (value < least || value > most) {
            throw new InvalidField(
                    field, FieldCode.OUT_OF_RANGE, "must be >= " + least + " and <= " + most + ", but got " + value);
        }
    }
}
