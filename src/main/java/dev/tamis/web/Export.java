package dev.tamis.web;

import dev.tamis.experiment.Experiment;
import dev.tamis.experiment.ModelSpace;
import dev.tamis.experiment.Trial;
import dev.tamis.experiment.Trials;
import dev.tamis.training.EpochResult;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes an experiment's trials page by page. */
@Component
class Export {

    private static final int PAGE = 200;

    private static final List<String> METRICS =
            List.of("trainLoss", "trainAccuracy", "validationLoss", "validationAccuracy");

    private final Trials trials;
    private final ExperimentViews views;
    private final JsonMapper json;

    Export(Trials trials, ExperimentViews views, JsonMapper json) {
        this.trials = trials;
        this.views = views;
        this.json = json;
    }

    /** A header, then a line for each trial (RFC 4180). */
    void writeCsv(Experiment experiment, Writer out) throws IOException {
        List<String> searched =
                List.copyOf(experiment.plan().model().searched().domains().keySet());
        List<Object> header = new ArrayList<>(List.of("number", "round", "state", "objectiveValue"));
        header.addAll(searched);
        header.addAll(METRICS);
        header.addAll(
                List.of("bestEpoch", "bestValidationAccuracy", "epochsDone", "startedAt", "finishedAt", "reason"));
        writeLine(header, out);
        eachPage(experiment.id(), page -> {
            for (Trial trial : page) {
                writeLine(line(trial, searched, experiment.plan().model()), out);
            }
        });
    }

    /** The experiment, and under {@code trials} each trial with its curve. */
    void writeJson(Experiment experiment, Writer out) throws IOException {
        out.write("{\"experiment\":");
        out.write(json.writeValueAsString(views.of(experiment)));
        out.write(",\"trials\":[");
        String[] separator = {""};
        eachPage(experiment.id(), page -> {
            Map<Integer, List<EpochResult>> curves = trials.curves(
                    experiment.id(),
                    page.getContent().stream().map(Trial::number).toList());
            for (Trial trial : page) {
                out.write(separator[0]);
                separator[0] = ",";
                out.write("{\"trial\":");
                out.write(json.writeValueAsString(
                        TrialView.of(trial, experiment.plan().model())));
                out.write(",\"curve\":");
                out.write(json.writeValueAsString(curves.getOrDefault(trial.number(), List.of()).stream()
                        .map(MeasurementView::of)
                        .toList()));
                out.write("}");
            }
        });
        out.write("]}");
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

    private static List<Object> line(Trial trial, List<String> searched, ModelSpace model) {
        TrialView view = TrialView.of(trial, model);
        List<Object> line = new ArrayList<>();
        line.add(view.number());
        line.add(view.round());
        line.add(view.state());
        line.add(view.objectiveValue());
        searched.forEach(name -> line.add(view.parameters().get(name)));
        line.add(view.trainLoss());
        line.add(view.trainAccuracy());
        line.add(view.validationLoss());
        line.add(view.validationAccuracy());
        line.add(view.bestEpoch());
        line.add(view.bestValidationAccuracy());
        line.add(view.epochsDone());
        line.add(view.startedAt());
        line.add(view.finishedAt());
        line.add(view.reason());
        return line;
    }

    private static void writeLine(List<Object> cells, Writer out) throws IOException {
        out.write(cells.stream().map(Export::cell).collect(Collectors.joining(",", "", "\r\n")));
    }

    private static String cell(Object value) {
        if (value == null) {
            return "";
        }
        String text = String.valueOf(value);
        return text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? '"' + text.replace("\"", "\"\"") + '"'
                : text;
    }
}
