package dev.tamis.web;

import dev.tamis.experiment.Experiment;
import dev.tamis.experiment.ModelSpace;
import dev.tamis.experiment.Trial;
import dev.tamis.experiment.Trials;
import dev.tamis.training.EpochResult;
import dev.tamis.training.Hyperparameter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Writes an experiment's trials page by page. */
@Component
class Export {

    private static final int PAGE = 200;

    /** So many are read in one transaction, unless one trial has more. */
    private static final int EPOCHS_AT_A_TIME = 20_000;

    private static final CSVFormat RFC_4180 = CSVFormat.RFC4180;

    private final Trials trials;
    private final ExperimentViews views;
    private final JsonMapper json;

    Export(Trials trials, ExperimentViews views, JsonMapper json) {
        this.trials = trials;
        this.views = views;
        this.json = json;
    }

    /** A header, then a line for each trial (RFC 4180): with its hyperparameters, first those searched, then all others. */
    void writeCsv(Experiment experiment, OutputStream out) throws IOException {
        ModelSpace model = experiment.plan().model();
        Set<String> searched = model.searched().domains().keySet();
        List<String> others = Arrays.stream(Hyperparameter.values())
                .map(Hyperparameter::key)
                .filter(key -> !searched.contains(key))
                .toList();
        CSVPrinter csv = new CSVPrinter(new OutputStreamWriter(out, StandardCharsets.UTF_8), RFC_4180);
        csv.printRecord(Stream.of(
                        Stream.of("number", "round", "state", "objectiveValue"),
                        searched.stream(),
                        others.stream(),
                        Stream.of("trainLoss", "trainAccuracy", "validationLoss", "validationAccuracy"),
                        Stream.of("bestEpoch", "bestValidationAccuracy", "objectiveEpoch", "epochsDone"),
                        Stream.of("startedAt", "finishedAt", "reason"))
                .flatMap(Function.identity()));
        eachPage(experiment.id(), page -> {
            for (Trial trial : page) {
                writeLine(TrialView.of(trial, model), searched, others, csv);
            }
        });
        csv.flush();
    }

    /** The experiment, and under {@code trials} each trial with its curve. */
    void writeJson(Experiment experiment, OutputStream out) throws IOException {
        // Never closed after a failure: it would close all brackets, and half of the trials would look like all of
        // them.
        JsonGenerator generator = json.createGenerator(out);
        generator.writeStartObject();
        generator.writePOJOProperty("experiment", views.of(experiment));
        generator.writeArrayPropertyStart("trials");
        eachPage(experiment.id(), page -> {
            List<Trial> some = new ArrayList<>();
            int epochs = 0;
            for (Trial trial : page) {
                if (epochs + trial.epochsDone() > EPOCHS_AT_A_TIME) {
                    writeCurves(experiment, some, generator);
                    some.clear();
                    epochs = 0;
                }
                some.add(trial);
                epochs += trial.epochsDone();
            }
            writeCurves(experiment, some, generator);
        });
        generator.writeEndArray();
        generator.writeEndObject();
        generator.close();
    }

    private void writeCurves(Experiment experiment, List<Trial> some, JsonGenerator generator) {
        // Read first, then written: whoever reads an answer slowly must not keep a connection of the database.
        List<List<EpochResult>> curves = trials.curves(experiment.id(), some, (trial, curve) -> curve);
        for (int i = 0; i < some.size(); i++) {
            generator.writeStartObject();
            generator.writePOJOProperty(
                    "trial", TrialView.of(some.get(i), experiment.plan().model()));
            generator.writePOJOProperty(
                    "curve", curves.get(i).stream().map(MeasurementView::of).toList());
            generator.writeEndObject();
        }
    }

    private interface PageWriter {
        void write(Page<Trial> page) throws IOException;
    }

    private void eachPage(UUID experimentId, PageWriter writer) throws IOException {
        PageRequest request = PageRequest.of(0, PAGE, Sort.by("id.number"));
        Page<Trial> page;
        do {
            page = trials.page(experimentId, Optional.empty(), Optional.empty(), request);
            writer.write(page);
            request = request.next();
        } while (page.hasNext());
    }

    private static void writeLine(TrialView trial, Set<String> searched, List<String> others, CSVPrinter csv)
            throws IOException {
        List<Object> line = new ArrayList<>();
        line.add(trial.number());
        line.add(trial.round());
        line.add(trial.state());
        line.add(trial.objectiveValue());
        searched.forEach(name -> line.add(trial.parameters().get(name)));
        others.forEach(name -> line.add(trial.model().get(name)));
        line.add(trial.trainLoss());
        line.add(trial.trainAccuracy());
        line.add(trial.validationLoss());
        line.add(trial.validationAccuracy());
        line.add(trial.bestEpoch());
        line.add(trial.bestValidationAccuracy());
        line.add(trial.objectiveEpoch());
        line.add(trial.epochsDone());
        line.add(trial.startedAt());
        line.add(trial.finishedAt());
        line.add(trial.reason());
        csv.printRecord(line);
    }
}
