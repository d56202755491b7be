package dev.tamis.experiment;

import java.util.Optional;

/**
 * Which of the experiments that somebody sees.
 *
 * @param state any, where empty
 * @param text part of the name, case ignored; any, where blank
 * @param owner whose; anybody's, where empty
 */
public record ExperimentFilter(Optional<ExperimentState> state, String text, Optional<String> owner) {

    public static final ExperimentFilter NONE = new ExperimentFilter(Optional.empty(), "", Optional.empty());

    /** In a state, whosever. */
    public static ExperimentFilter in(ExperimentState state) {
        return new ExperimentFilter(Optional.of(state), "", Optional.empty());
    }
}
