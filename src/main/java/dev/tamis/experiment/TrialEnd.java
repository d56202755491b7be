package dev.tamis.experiment;

import java.util.Optional;

/** How a trial ended: what its trainer said of it. */
public record TrialEnd(int number, End end) {

    public static TrialEnd completed(int number) {
        return new TrialEnd(number, new End.Completed());
    }

    public static TrialEnd failed(int number, String reason) {
        return new TrialEnd(number, new End.Failed(reason));
    }

    /** A final one. */
    TrialState state() {
        return stateAfter(end);
    }

    static TrialState stateAfter(End end) {
        if (end instanceof End.Completed) {
            return TrialState.COMPLETED;
        }
        if (end instanceof End.Pruned) {
            return TrialState.PRUNED;
        }
        return end instanceof End.Cancelled ? TrialState.CANCELLED : TrialState.FAILED;
    }

    /** Why, unless it completed. */
    Optional<String> reason() {
        return end.reason();
    }
}
