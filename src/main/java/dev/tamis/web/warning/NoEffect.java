package dev.tamis.web.warning;

import static dev.tamis.training.Hyperparameter.ACTIVATION;
import static dev.tamis.training.Hyperparameter.BATCH_NORM;
import static dev.tamis.training.Hyperparameter.DROPOUT;
import static dev.tamis.training.Hyperparameter.HIDDEN_LAYERS;
import static dev.tamis.training.Hyperparameter.HIDDEN_UNITS;
import static dev.tamis.training.Hyperparameter.INITIALIZER;
import static dev.tamis.training.Hyperparameter.OPTIMIZER;

import dev.tamis.training.Hyperparameter;
import dev.tamis.training.Initializer;
import dev.tamis.training.optimizer.Optimizer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** A hyperparameter that is searched, or fixed off its default, and that no network of the space looks at. */
final class NoEffect implements Rule {

    /** @param needs one of these values of the other hyperparameter */
    private record Use(Hyperparameter which, Hyperparameter other, List<Object> needs) {

        boolean isMet(Subject subject) {
            return other == HIDDEN_LAYERS
                    ? subject.largest(other) > 0
                    : subject.choices(other).stream().anyMatch(needs::contains);
        }

        String reason() {
            return other == HIDDEN_LAYERS
                    ? "there is no hidden layer"
                    : other.key() + " is never "
                            + String.join(
                                    " or ", needs.stream().map(String::valueOf).toList());
        }
    }

    private static final List<Use> USES = Stream.of(
                    usesOf(OPTIMIZER, Optimizer.values(), each -> each.rule().coefficients()),
                    usesOf(INITIALIZER, Initializer.values(), Initializer::settings),
                    Stream.of(HIDDEN_UNITS, ACTIVATION, BATCH_NORM, DROPOUT)
                            .map(each -> new Use(each, HIDDEN_LAYERS, List.of())))
            .flatMap(each -> each)
            .toList();

    /** Each hyperparameter that some of the choices read, with those that do. */
    private static <C extends Enum<C>> Stream<Use> usesOf(
            Hyperparameter other, C[] choices, Function<C, List<String>> settings) {
        return Arrays.stream(choices)
                .flatMap(choice -> settings.apply(choice).stream())
                .distinct()
                .map(name -> new Use(
                        Hyperparameter.named(name).orElseThrow(),
                        other,
                        Arrays.stream(choices)
                                .filter(choice -> settings.apply(choice).contains(name))
                                .<Object>map(Enum::name)
                                .toList()));
    }

    @Override
    public Stream<Warning> warnings(Subject subject) {
        return USES.stream()
                .filter(use -> subject.domain(use.which()).isPresent() || subject.isChosen(use.which()))
                .filter(use -> !use.isMet(subject))
                .map(use -> new Warning(
                        WarningCode.NO_EFFECT,
                        subject.field(use.which()),
                        use.which().key() + " changes nothing, for " + use.reason()));
    }
}
