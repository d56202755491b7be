package dev.tamis.web;

import dev.tamis.experiment.Claim;
import dev.tamis.experiment.Claims;
import dev.tamis.experiment.Confirmations;
import dev.tamis.experiment.Deaths;
import dev.tamis.experiment.FinalEvaluation;
import dev.tamis.experiment.FinalEvaluations;
import dev.tamis.experiment.Judge;
import dev.tamis.experiment.Measurement;
import dev.tamis.experiment.Plan;
import dev.tamis.experiment.Reports;
import dev.tamis.experiment.TrialEnd;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Reports made-up results, as a worker would report real ones. */
public class FakeWorker {

    private static final Deaths NO_DEATHS = Deaths.upTo(0);
    private static final int MOST_RUNS = 3;

    /** Of each epoch. */
    public static final double SECONDS = 0.25;

    private final Claims claims;
    private final Reports reports;
    private final FinalEvaluations evaluations;
    private final Confirmations confirmations;

    public FakeWorker(Claims claims, Reports reports, FinalEvaluations evaluations, Confirmations confirmations) {
        this.confirmations = confirmations;
        this.claims = claims;
        this.reports = reports;
        this.evaluations = evaluations;
    }

    /** Trains all that waits; accuracy rises with the epochs up to the better, the nearer the learning rate is to 0.01. */
    public void trainAll(UUID experimentId) {
        for (var claim = next(experimentId); claim.isPresent(); claim = next(experimentId)) {
            Plan plan = claim.get().plan();
            train(claim.get(), member -> {
                Object rate = plan.model().at(member.parameters()).values().getOrDefault("learningRate", 0.01);
                double decades = Math.abs(Math.log10(((Number) rate).doubleValue()) + 2);
                return Math.max(0.1, 0.9 - 0.2 * decades);
            });
        }
    }

    /** Trains all that waits to given accuracies after the last epoch; NaN makes a trial diverge in its first. */
    public void trainAll(UUID experimentId, ToDoubleFunction<Claim.Member> accuracy) {
        for (var claim = next(experimentId); claim.isPresent(); claim = next(experimentId)) {
            train(claim.get(), accuracy);
        }
    }

    /** Trains all that waits; accuracy and loss are best in one epoch and get worse after it. */
    public void trainAllWithTheirBestIn(UUID experimentId, int best) {
        for (var claim = next(experimentId); claim.isPresent(); claim = next(experimentId)) {
            List<Measurement> results = new ArrayList<>();
            for (Claim.Member member : claim.get().members()) {
                for (int epoch = 1; epoch <= epochs(claim.get(), member); epoch++) {
                    double worse = 0.125 * Math.abs(epoch - best);
                    results.add(new Measurement(member.number(), epoch, 1, 0.5, 0.5 + worse, 0.75 - worse));
                }
            }
            reports.report(
                    claim.get(),
                    results,
                    claim.get().numbers().stream().map(TrialEnd::completed).toList());
        }
    }

    private static int epochs(Claim claim, Claim.Member member) {
        return claim.plan().trainer().length(claim.plan(), member.parameters()).steps();
    }

    /** Takes the next pack and reports nothing. */
    public Claim takeOnePack(UUID experimentId) {
        return next(experimentId).orElseThrow();
    }

    /** Trains a pack that was taken, and nothing else. */
    public void train(Claim claim) {
        train(claim, member -> 0.25);
    }

    /** Takes the next pack and leaves it running after one epoch. */
    public void startOnePack(UUID experimentId) {
        Claim claim = takeOnePack(experimentId);
        List<Measurement> first = claim.numbers().stream()
                .map(number -> new Measurement(number, 1, 2.0, 0.25, 2.25, 0.125))
                .toList();
        reports.report(claim, first, List.of());
    }

    /** Scores the winner on test data that was asked for: three of four rows are right. */
    public void evaluates(UUID experimentId) {
        evaluations.complete(experimentId, 10_000, List.of(new FinalEvaluation.Network(0.875, 0.75, 7_500)));
    }

    /** Trains the next pack of the best trials again to given accuracies; NaN makes a repeat diverge. @return whether there was one */
    public boolean confirms(UUID experimentId, ToDoubleFunction<Confirmations.Again> accuracy) {
        for (int run = 1; run <= MOST_RUNS; run++) {
            Confirmations.Run now = new Confirmations.Run(experimentId, run);
            Optional<Confirmations.Assignment> pack = confirmations.next(now);
            if (pack.isPresent()) {
                confirmations.report(
                        now,
                        pack.get().members().stream()
                                .map(each -> result(each, accuracy.applyAsDouble(each)))
                                .toList());
                return true;
            }
        }
        return false;
    }

    private static Confirmations.Result result(Confirmations.Again member, double accuracy) {
        return Double.isNaN(accuracy)
                ? new Confirmations.Result(member, Optional.empty(), Optional.of("training loss became NaN in epoch 1"))
                : new Confirmations.Result(
                        member,
                        Optional.of(new Measurement(0, member.epochs(), 1, 0.5, 1 - accuracy, accuracy)),
                        Optional.empty());
    }

    /** Each round has a run of its own. */
    private Optional<Claim> next(UUID experimentId) {
        return IntStream.rangeClosed(1, MOST_RUNS)
                .mapToObj(run -> claims.next(new Claims.Request(
                        new Claim.Lane(experimentId, run, 0),
                        "fake/" + UUID.randomUUID(),
                        NO_DEATHS,
                        true,
                        () -> true)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private void train(Claim claim, ToDoubleFunction<Claim.Member> accuracy) {
        List<Measurement> results = new ArrayList<>();
        List<TrialEnd> ends = new ArrayList<>();
        for (Claim.Member member : claim.members()) {
            double last = accuracy.applyAsDouble(member);
            if (Double.isNaN(last)) {
                results.add(new Measurement(member.number(), 1, Double.NaN, 0.125, Double.POSITIVE_INFINITY, 0.125));
                ends.add(TrialEnd.failed(member.number(), "training loss became NaN in epoch 1"));
                continue;
            }
            ends.addAll(train(claim, member, last, results));
        }
        reports.report(claim, results, ends);
    }

    /** To its end, or as far as its pruner lets it. */
    private static List<TrialEnd> train(Claim claim, Claim.Member member, double last, List<Measurement> results) {
        Judge judge = Judge.of(claim.plan(), member);
        int epochs = epochs(claim, member);
        for (int epoch = 1; epoch <= epochs; epoch++) {
            double share = (double) epoch / epochs;
            Measurement result = new Measurement(
                    member.number(),
                    epoch,
                    List.of(3 - share, share * last + 0.0625, 3.5 - last - share, share * last),
                    List.of(3.0 - share, 3.25 - share),
                    claim.plan().validation().networks() == 1 ? List.of() : List.of(0.125, 0.125, 0.125, 0.125),
                    SECONDS);
            results.add(result);
            Optional<Judge.Leave> leave = judge.after(result);
            if (leave.isPresent()) {
                return leave.get().end().map(end -> new TrialEnd(member.number(), end)).stream()
                        .toList();
            }
        }
        return List.of(TrialEnd.completed(member.number()));
    }
}
