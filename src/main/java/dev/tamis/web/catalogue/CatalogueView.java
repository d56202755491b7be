package dev.tamis.web.catalogue;

import dev.tamis.experiment.LegalValues;
import dev.tamis.experiment.LegalValues.Kind;
import dev.tamis.experiment.Trainable;
import dev.tamis.experiment.Trainables;
import dev.tamis.experiment.TrialMetric;
import dev.tamis.experiment.Tunable;
import dev.tamis.mlp.Initializer;
import dev.tamis.mlp.activation.Activation;
import dev.tamis.mlp.optimizer.Optimizer;
import dev.tamis.search.Catalogue;
import dev.tamis.search.CatalogueEntry;
import dev.tamis.search.Direction;
import dev.tamis.search.Setting;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What experiments can be made of, as the places tell that define it. */
@Schema(
        name = "Catalogue",
        description = "What experiments can be made of. Of each list but the last three, the first is the default")
record CatalogueView(
        @Schema(description = "What trainer names") List<TrainerView> trainers,
        @Schema(description = "What sampler.type names") List<EntryView> samplers,

        @Schema(description = "What there is to stop trials early")
        List<EntryView> pruners,

        @Schema(description = "Values of the hyperparameter optimizer")
        List<ChoiceView> optimizers,

        @Schema(description = "Values of the hyperparameter activation")
        List<ChoiceView> activations,

        @Schema(description = "Values of the hyperparameter initializer")
        List<ChoiceView> initializers) {

    /** A trainer and what may be fixed or searched for it. */
    @Schema(name = "CatalogueTrainer")
    record TrainerView(
            @Schema(example = "MLP") String type,
            @Schema(description = "What it trains") String meaning,

            @Schema(
                    description = "Names of the metrics that may rank trials; the first does where nobody says",
                    example = "[\"validationAccuracy\", \"validationLoss\"]")
            List<String> objectives,

            @Schema(description = "What is measured of its trials: after each epoch, or of a trial as a whole")
            List<MetricView> metrics,

            @Schema(description = "What model may fix and searchSpace may search")
            List<SettingView> hyperparameters) {}

    /** What is measured of trials, and what may be asked of it. */
    @Schema(name = "CatalogueMetric")
    record MetricView(
            @Schema(example = "parameters") String name,
            @Schema(description = "Which values are better") Direction direction,

            @Schema(description = "Whether it is measured once, of the trial as a whole, and not after each epoch")
            boolean ofTrial,

            @Schema(description = "Whether it may rank trials; constraints may look at each of them")
            boolean objective) {

        private static List<MetricView> of(Trainable trainer) {
            return Stream.concat(
                            trainer.metrics().all().stream()
                                    .map(each -> new MetricView(
                                            each.name(),
                                            each.direction(),
                                            false,
                                            trainer.metrics().objectives().contains(each.name()))),
                            Arrays.stream(TrialMetric.values())
                                    .map(TrialMetric::metric)
                                    .map(each -> new MetricView(each.name(), each.direction(), true, true)))
                    .toList();
        }
    }

    /** A sampler or pruner. */
    @Schema(name = "CatalogueEntry")
    record EntryView(
            @Schema(example = "GRID") String type,
            @Schema(description = "What it does") String meaning,

            @Schema(description = "What stands beside its type")
            List<SettingView> settings) {

        static EntryView of(CatalogueEntry entry) {
            return new EntryView(
                    entry.type(),
                    entry.meaning(),
                    Setting.of(entry).stream().map(SettingView::of).toList());
        }
    }

    /** One value of a hyperparameter that is a choice. */
    @Schema(name = "CatalogueChoice")
    record ChoiceView(
            @Schema(example = "MOMENTUM") String type,
            @Schema(description = "What it does") String meaning,

            @Schema(
                    description = "The hyperparameters that matter with it and not with all others",
                    example = "[\"momentum\"]")
            List<String> hyperparameters) {}

    /** A hyperparameter, or a setting of a sampler or pruner. */
    @Schema(name = "CatalogueSetting")
    record SettingView(
            @Schema(example = "learningRate") String name,
            @Schema(description = "What its values are") Kind kind,

            @Schema(description = "Whether it is an object of such values by the names of hyperparameters")
            boolean byHyperparameter,

            @Schema(description = "Where legal numbers begin; null: it is no number, or nowhere", nullable = true)
            Double low,

            @Schema(description = "Whether low itself is legal")
            boolean lowIncluded,

            @Schema(description = "Where legal numbers end; null: it is no number, or nowhere", nullable = true)
            Double high,

            @Schema(description = "Whether high itself is legal")
            boolean highIncluded,

            @Schema(description = "The legal names of a CHOICE; empty for others")
            List<String> choices,

            @Schema(
                    description =
                            "The scale on which a range of it is usually searched: log where its effect goes with its"
                                    + " magnitude; null: it is no number",
                    nullable = true,
                    allowableValues = {"linear", "log"})
            String usualScale,

            @Schema(description = "What it is where nothing is said of it; null: what its meaning says")
            Object defaultValue,

            @Schema(description = "What it is") String meaning) {

        static SettingView of(Tunable each) {
            LegalValues legal = each.legal();
            boolean isNumber = legal.kind() == Kind.INT || legal.kind() == Kind.FLOAT;
            return new SettingView(
                    each.key(),
                    legal.kind(),
                    false,
                    isNumber ? legal.range().low() : null,
                    isNumber && legal.range().lowIncluded(),
                    isNumber ? legal.range().high() : null,
                    isNumber && legal.range().highIncluded(),
                    List.copyOf(legal.choices().keySet()),
                    isNumber ? legal.usualScale().name().toLowerCase(Locale.ROOT) : null,
                    each.usual(),
                    each.meaning());
        }

        static SettingView of(Setting setting) {
            Kind kind = kindOf(setting);
            return new SettingView(
                    setting.name(),
                    kind,
                    setting.byHyperparameter(),
                    setting.low().map(Long::doubleValue).orElse(null),
                    setting.low().isPresent(),
                    setting.high().map(Long::doubleValue).orElse(null),
                    setting.high().isPresent(),
                    setting.type().isEnum()
                            ? Stream.of(setting.type().getEnumConstants())
                                    .map(String::valueOf)
                                    .toList()
                            : List.of(),
                    kind == Kind.INT || kind == Kind.FLOAT ? "linear" : null,
                    setting.value(),
                    setting.meaning().value());
        }

        private static Kind kindOf(Setting setting) {
            if (setting.type().isEnum()) {
                return Kind.CHOICE;
            }
            if (setting.isBoolean()) {
                return Kind.BOOLEAN;
            }
            return setting.isWhole() ? Kind.INT : Kind.FLOAT;
        }
    }

    static CatalogueView whole() {
        return new CatalogueView(
                Trainables.ALL.entries().stream()
                        .map(each -> new TrainerView(
                                each.type(),
                                each.meaning(),
                                Stream.concat(each.metrics().objectives().stream(), TrialMetric.names().stream())
                                        .toList(),
                                MetricView.of(each),
                                each.tunables().stream().map(SettingView::of).toList()))
                        .toList(),
                Catalogue.SAMPLERS.entries().stream().map(EntryView::of).toList(),
                Catalogue.PRUNERS.entries().stream().map(EntryView::of).toList(),
                Arrays.stream(Optimizer.values())
                        .map(each -> new ChoiceView(
                                each.name(), each.rule().meaning(), each.rule().coefficients()))
                        .toList(),
                Arrays.stream(Activation.values())
                        .map(each -> new ChoiceView(each.name(), each.function().meaning(), List.of()))
                        .toList(),
                Arrays.stream(Initializer.values())
                        .map(each -> new ChoiceView(each.name(), each.meaning(), each.settings()))
                        .toList());
    }
}
