package dev.tamis.web.warning;

import static dev.tamis.mlp.Hyperparameter.ACTIVATION;
import static dev.tamis.mlp.Hyperparameter.BATCH_NORM;
import static dev.tamis.mlp.Hyperparameter.DROPOUT;
import static dev.tamis.mlp.Hyperparameter.HIDDEN_LAYERS;
import static dev.tamis.mlp.Hyperparameter.HIDDEN_UNITS;

import dev.tamis.mlp.Hyperparameter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A hyperparameter that is searched, or fixed off its default, and that no network of the space looks at. */
final class NoEffect implements Rule {

    /** @param needs one of these values of the other hyperparameter */
    private record Use(Hyperparameter which, Hyperparameter other, List<Object> needs) {

        boolean isMet(Subject subject) {
            return other == HIDDEN_LAYERS
                    ? subject.largest(other) > 0
                    : subject.choices(other).stream()
                            .filter(value -> mayMeet(subject, value))
                            .anyMatch(needs::contains);
        }

        /** Whether the other has this value in some trial in which this one is there. */
        private boolean mayMeet(Subject subject, Object value) {
            return subject.condition(which)
                    .filter(condition -> condition.values().containsKey(other.key()))
                    .map(condition -> condition.allows(other.key(), value))
                    .orElse(true);
        }

        String reason() {
            return other == HIDDEN_LAYERS
                    ? "there is no hidden layer"
                    : other.key() + " is never "
                            + String.join(
                                    " or ", needs.stream().map(String::valueOf).toList());
        }
    }

    private static final List<Use> USES = Stream.concat(
                    Arrays.stream(Hyperparameter.values())
                            .flatMap(which -> which.readers().stream()
                                    .map(each -> new Use(which, each.choice(), List.copyOf(each.names())))),
                    Stream.of(HIDDEN_UNITS, ACTIVATION, BATCH_NORM, DROPOUT)
                            .map(each -> new Use(each, HIDDEN_LAYERS, List.of())))
            .toList();

    @Override
    public Stream<Warning> warnings(Subject subject) {
        return USES.stream()
                .filter(use -> subject.hasNetworks())
                .filter(use -> subject.domain(use.which()).isPresent() || subject.isChosen(use.which()))
                .filter(use -> !use.isMet(subject))
                .map(use -> new Warning(
                        WarningCode.NO_EFFECT,
                        subject.field(use.which()),
                        use.which().key() + " changes nothing, for " + use.reason()));
    }
}
