package dev.tamis.backup;

import dev.tamis.space.Refusal;
import java.util.List;

/** Something is stored already where a backup was to be restored. */
final class NotEmpty extends Refusal {

    private static final long serialVersionUID = 1L;

    private enum Why implements Code {
        SERVICE_NOT_EMPTY
    }

    /** Others have not come to an end with it. */
    NotEmpty() {
        super(
                Why.SERVICE_NOT_EMPTY,
                "A backup is restored into an empty service only, and somebody stores something in this one at the moment, or"
                        + " restores another. Nothing of the archive is stored.");
    }

    /** @param tables that have rows */
    NotEmpty(List<String> tables) {
        super(
                Why.SERVICE_NOT_EMPTY,
                "A backup is restored into an empty service only, and this one has stored something already, or while it was"
                        + " being restored: there are rows of " + String.join(", ", tables)
                        + ". Start a service on a new database. (What was deleted a moment ago is still being cleared away.)");
    }
}
