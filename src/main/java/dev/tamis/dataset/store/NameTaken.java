package dev.tamis.dataset.store;

import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Refusal;

/** There is a dataset of that name already. */
public final class NameTaken extends Refusal {

    private static final long serialVersionUID = 1L;

    private enum Why implements Code {
        NAME_TAKEN
    }

    NameTaken(String name) {
        super(
                Why.NAME_TAKEN,
                "There is a dataset \"" + name + "\" already; take another name, or remove that one first.",
                new InvalidField("name", FieldCode.CONFLICT, "is the name of a dataset already: \"" + name + "\""));
    }
}
