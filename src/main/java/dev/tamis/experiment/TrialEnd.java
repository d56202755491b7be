package dev.tamis.experiment;

import dev.tamis.space.InvalidField;
import java.util.Optional;

/**
 * How a trial ended.
 *
 * @param state a final one
 * @param reason why, unless it completed
 */
public record TrialEnd(int number, TrialState state, Optional<String> reason) {

    public TrialEnd {
        if (!state.isFinal()) {
            throw new InvalidField("state", "must be final, but got " + state);
        }
    }

    public static TrialEnd completed(int number) {
        return new TrialEnd(number, TrialState.COMPLETED, Optional.empty());
    }

    public static TrialEnd failed(int number, String reason) {
        return new TrialEnd(number, TrialState.FAILED, Optional.of(reason));
    }
}
