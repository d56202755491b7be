package dev.tamis.web.trial;

import dev.tamis.experiment.Plan;
import dev.tamis.space.FieldCode;
import dev.tamis.space.Parameters;
import dev.tamis.space.SearchSpace;
import dev.tamis.space.Shown;
import dev.tamis.space.Violations;
import dev.tamis.web.searchspace.PointReader;
import java.util.List;

/** Reads points that somebody wants to be tried next. */
record EnqueueReader(EnqueueRequest request, Violations violations) {

    private static final int LONGEST_NOTE = 500;

    /** @param space of the latest round */
    List<Parameters> points(SearchSpace space) {
        checkNote();
        if (request.points() == null) {
            return List.of();
        }
        int count = request.points().size();
        if (count < 1 || count > Plan.Start.MOST_POINTS) {
            violations.add(
                    "points",
                    FieldCode.OUT_OF_RANGE,
                    "must be 1 to " + Plan.Start.MOST_POINTS + " points, but are " + count);
            return List.of();
        }
        return new PointReader(space).points(request.points(), violations);
    }

    private void checkNote() {
        String note = request.note();
        if (note != null && (note.codePointCount(0, note.length()) > LONGEST_NOTE || Shown.holdsControls(note))) {
            violations.add(
                    "note",
                    FieldCode.MALFORMED,
                    "must have at most " + LONGEST_NOTE
                            + " characters, none of which controls how it is shown, but got " + Shown.of(note));
        }
    }
}
