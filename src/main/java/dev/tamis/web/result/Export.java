package dev.tamis.web.result;

import dev.tamis.experiment.Confirmations;
import dev.tamis.experiment.Confirmed;
import dev.tamis.experiment.Experiment;
import dev.tamis.experiment.Measurement;
import dev.tamis.experiment.Plan;
import dev.tamis.experiment.Trial;
import dev.tamis.experiment.Tunable;
import dev.tamis.people.Subject;
import dev.tamis.results.CurvePart;
import dev.tamis.results.StoredTrials;
import dev.tamis.web.experiment.ExperimentViews;
import dev.tamis.web.http.Pieces;
import dev.tamis.web.trial.BrokenConstraint;
import dev.tamis.web.trial.MeasurementView;
import dev.tamis.web.trial.TrialView;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Writes an experiment's trials piece by piece, each read when the one before is gone. */
@Component
class Export {

    /** What one holds at most while its client takes it: a page, and a piece, while it is made in three copies. */
    static final long MOST_BYTES = 2 << 20;

    private static final int PAGE = 200;

    /** Of one trial or of several: a piece of 300 KB. */
    private static final int EPOCHS_AT_A_TIME = 2_000;

    /** Hyperparameters that trials have got since there are exports: their columns are the last, unless they are searched. */
    private static final Set<String> LATER = Set.of("patience");

    private static final CSVFormat RFC_4180 = CSVFormat.RFC4180;

    private final StoredTrials trials;
    private final ExperimentViews views;
    private final JsonMapper json;
    private final Confirmations confirmations;

    Export(StoredTrials trials, ExperimentViews views, JsonMapper json, Confirmations confirmations) {
        this.confirmations = confirmations;
        this.trials = trials;
        this.views = views;
        this.json = json;
    }

    /** A header, then a line for each trial (RFC 4180): with its hyperparameters, first those searched, then all others. */
    Pieces csv(Subject by, Experiment experiment) throws IOException {
        return new Csv(by, experiment);
    }

    /** The experiment, and under {@code trials} each trial with its curve. */
    Pieces json(Subject by, Experiment experiment) {
        return new Json(by, experiment);
    }

    /** What is written next; once taken, it holds no more than what follows needs: a curve may have had megabytes. */
    private static final class Piece extends ByteArrayOutputStream {

        private static final int USUAL = 1 << 16;

        synchronized byte[] taken() {
            byte[] piece = toByteArray();
            reset();
            if (buf.length > USUAL) {
                buf = new byte[USUAL];
            }
            return piece;
        }
    }

    /** A piece for some trials of a page, read and written when it is asked for. */
    private abstract class Paged<P> implements Pieces {

        private final Subject by;
        private final UUID experimentId;
        private final Piece bytes = new Piece();
        private final Deque<List<P>> waiting = new ArrayDeque<>();
        private Optional<Pageable> page;
        private boolean ended;

        Paged(Subject by, Experiment experiment) {
            this.by = by;
            experimentId = experiment.id();
            page = Optional.of(PageRequest.of(0, PAGE, Sort.by("id.number")));
        }

        @Override
        public Optional<byte[]> next() throws IOException {
            if (ended) {
                return Optional.empty();
            }
            if (waiting.isEmpty() && page.isPresent()) {
                Page<Trial> read = trials.page(by, experimentId, Optional.empty(), Optional.empty(), page.get());
                page = read.hasNext() ? Optional.of(read.nextPageable()) : Optional.empty();
                waiting.addAll(cut(read.getContent()));
            }
            if (!waiting.isEmpty()) {
                write(waiting.poll());
            }
            if (waiting.isEmpty() && page.isEmpty()) {
                end();
                ended = true;
            }
            return Optional.of(bytes.taken());
        }

        OutputStream bytes() {
            return bytes;
        }

        /** What each of the next pieces holds. */
        abstract List<List<P>> cut(List<Trial> page);

        abstract void write(List<P> some) throws IOException;

        abstract void end();
    }

    private final class Csv extends Paged<Trial> {

        private final Plan plan;
        private final Set<String> searched;
        private final Map<Boolean, List<String>> others;
        private final Map<Integer, Confirmed.Mean> confirmed;
        private final CSVPrinter csv;

        Csv(Subject by, Experiment experiment) throws IOException {
            super(by, experiment);
            plan = experiment.plan();
            searched = plan.model().searched().domains().keySet();
            others = plan.trainer().tunables().stream()
                    .map(Tunable::key)
                    .filter(key -> !searched.contains(key))
                    .collect(Collectors.partitioningBy(LATER::contains));
            confirmed = byNumber(confirmations.of(by, experiment.id()));
            csv = new CSVPrinter(new OutputStreamWriter(bytes(), StandardCharsets.UTF_8), RFC_4180);
            csv.printRecord(Stream.of(
                            Stream.of("number", "round", "state", "objectiveValue"),
                            searched.stream(),
                            others.get(false).stream(),
                            Stream.of("trainLoss", "trainAccuracy", "validationLoss", "validationAccuracy"),
                            Stream.of("bestEpoch", "bestValidationAccuracy", "objectiveEpoch", "epochsDone"),
                            Stream.of("startedAt", "finishedAt", "reason"),
                            // What is new comes last: whoever reads columns by their places finds them where they were.
                            Stream.of("trainingSeconds", "parameters", "brokenConstraints"),
                            Stream.of("confirmedMean", "confirmedStandardDeviation", "confirmedRepeats"),
                            others.get(true).stream())
                    .flatMap(Function.identity()));
        }

        @Override
        List<List<Trial>> cut(List<Trial> page) {
            return List.of(page);
        }

        @Override
        void write(List<Trial> some) throws IOException {
            for (Trial trial : some) {
                writeLine(
                        TrialView.of(trial, plan),
                        searched,
                        others,
                        Optional.ofNullable(confirmed.get(trial.number())),
                        csv);
            }
            csv.flush();
        }

        @Override
        void end() {
            // with its last line it is whole
        }
    }

    private final class Json extends Paged<CurvePart> {

        private final Subject by;
        private final Experiment experiment;
        private final Map<Integer, Confirmed.Mean> confirmed;
        private final JsonGenerator generator;

        Json(Subject by, Experiment experiment) {
            super(by, experiment);
            this.by = by;
            this.experiment = experiment;
            Optional<Confirmed> found = confirmations.of(by, experiment.id());
            confirmed = byNumber(found);
            generator = json.createGenerator(bytes());
            generator.writeStartObject();
            generator.writePOJOProperty("experiment", views.of(by, experiment));
            generator.writePOJOProperty(
                    "confirmation", found.map(LeaderboardView.Confirmation::of).orElse(null));
            generator.writeArrayPropertyStart("trials");
        }

        /** Short curves together, and a long one in parts. */
        @Override
        List<List<CurvePart>> cut(List<Trial> page) {
            List<List<CurvePart>> cut = new ArrayList<>();
            int room = 0;
            for (Trial trial : page) {
                int done = 0;
                do {
                    if (room == 0) {
                        cut.add(new ArrayList<>());
                        room = EPOCHS_AT_A_TIME;
                    }
                    CurvePart part = new CurvePart(trial, done, Math.min(done + room, trial.epochsDone()));
                    cut.get(cut.size() - 1).add(part);
                    room -= part.upTo() - done;
                    done = part.upTo();
                } while (done < trial.epochsDone());
            }
            return cut;
        }

        @Override
        void write(List<CurvePart> some) {
            List<List<Measurement>> curves = trials.curves(by, experiment.id(), some);
            for (int i = 0; i < some.size(); i++) {
                write(some.get(i), curves.get(i));
            }
            generator.flush();
        }

        private void write(CurvePart part, List<Measurement> curve) {
            if (part.isFirst()) {
                generator.writeStartObject();
                generator.writePOJOProperty("trial", TrialView.of(part.trial(), experiment.plan()));
                Optional.ofNullable(confirmed.get(part.trial().number()))
                        .map(LeaderboardView.Values::of)
                        .ifPresent(values -> generator.writePOJOProperty("confirmed", values));
                generator.writeArrayPropertyStart("curve");
            }
            curve.forEach(result -> generator.writePOJO(
                    MeasurementView.of(result, experiment.plan().metrics())));
            if (part.isLast()) {
                generator.writeEndArray();
                generator.writeEndObject();
            }
        }

        /** Only here, and never after a failure: it would close all brackets, and half of the trials would look like all of them. */
        @Override
        void end() {
            generator.writeEndArray();
            generator.writeEndObject();
            generator.close();
        }
    }

    private static Map<Integer, Confirmed.Mean> byNumber(Optional<Confirmed> confirmed) {
        return confirmed.map(Confirmed::trials).orElse(List.of()).stream()
                .collect(Collectors.toMap(Confirmed.Mean::number, Function.identity()));
    }

    private static void writeLine(
            TrialView trial,
            Set<String> searched,
            Map<Boolean, List<String>> others,
            Optional<Confirmed.Mean> confirmed,
            CSVPrinter csv)
            throws IOException {
        List<Object> line = new ArrayList<>();
        line.add(trial.number());
        line.add(trial.round());
        line.add(trial.state());
        line.add(trial.objectiveValue());
        searched.forEach(name -> line.add(trial.parameters().get(name)));
        others.get(false).forEach(name -> line.add(trial.model().get(name)));
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
        line.add(trial.cost().trainingSeconds());
        line.add(trial.cost().parameters());
        line.add(
                trial.brokenConstraints().stream().map(BrokenConstraint::metric).collect(Collectors.joining(" ")));
        line.add(confirmed.map(Confirmed.Mean::mean).orElse(null));
        line.add(confirmed.flatMap(Confirmed.Mean::standardDeviation).orElse(null));
        line.add(confirmed.map(each -> each.values().size()).orElse(null));
        others.get(true).forEach(name -> line.add(trial.model().get(name)));
        csv.printRecord(line);
    }
}
