package dev.tamis.web.experiment;

import dev.tamis.experiment.ExperimentState;
import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.web.change.Snapshot;
import dev.tamis.web.change.WaitQuery;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.function.Predicate;

/** Query of an experiment: at once, or when something has happened to it. */
record ExperimentWaitQuery(
        @Parameter(name = "wait")
        @Schema(description = WaitQuery.DESCRIPTION, minimum = "0", maximum = "60", defaultValue = "0")
        Integer seconds,

        @Schema(
                description = "With wait, what for. CHANGE: a change number above after, which comes with every epoch"
                        + " that is reported. STOPPED: a state other than RUNNING, so the end, a pause, or the wait for the next"
                        + " round's approval. An experiment that has ended is answered at once",
                defaultValue = "CHANGE")
        Until until,

        @Schema(
                description =
                        "With wait for a CHANGE: the change number that the client knows, from an earlier answer, so"
                                + " that it misses nothing in between; the number at the request's arrival if absent")
        Long after) {

    /** What a client waits for. */
    enum Until {
        CHANGE,
        STOPPED
    }

    ExperimentWaitQuery {
        WaitQuery.patience(seconds);
        if (after != null && (seconds == null || until == Until.STOPPED)) {
            throw new InvalidField("after", FieldCode.CONFLICT, "goes with wait and until=CHANGE only");
        }
        if (after != null && after < 0) {
            throw new InvalidField("after", FieldCode.OUT_OF_RANGE, "must be >= 0, but got " + after);
        }
    }

    Duration patience() {
        return WaitQuery.patience(seconds);
    }

    /**
     * Whether there is something to tell.
     *
     * @param now as the request arrives
     * @throws InvalidField if the client claims to know a change that has not been
     */
    Predicate<Snapshot> enough(Snapshot now) {
        long known = after == null ? now.changeNumber() : after;
        if (known > now.changeNumber()) {
            throw new InvalidField(
                    "after",
                    FieldCode.OUT_OF_RANGE,
                    "must be at most the experiment's changeNumber, " + now.changeNumber() + ", but got " + known);
        }
        return until == Until.STOPPED
                ? later -> later.experiment().state() != ExperimentState.RUNNING
                : later -> later.ended() || later.changeNumber() != known;
    }
}
