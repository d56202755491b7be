package dev.tamis.benchmark;

import static dev.tamis.experiment.Plans.aPlan;
import static dev.tamis.people.Subject.LOCAL;
import static dev.tamis.people.Visibility.PRIVATE;

import dev.tamis.experiment.Budget;
import dev.tamis.experiment.Claim;
import dev.tamis.experiment.Claims;
import dev.tamis.experiment.Deaths;
import dev.tamis.experiment.Experiments;
import dev.tamis.experiment.Measurement;
import dev.tamis.experiment.Reports;
import dev.tamis.experiment.Rounds;
import dev.tamis.experiment.TrialEnd;
import dev.tamis.results.StoredTrials;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.springframework.context.ApplicationContext;

/** What workers do to the database: claims of packs, and reports of an epoch of a pack, as fast as they are taken. */
final class ScaleWrites {

    private static final int EPOCHS = 10;
    private static final int DEATHS_ALLOWED = 2;

    private final Experiments experiments;
    private final Rounds rounds;
    private final StoredTrials trials;
    private final Claims claims;
    private final Reports reports;
    private final AtomicInteger tokens = new AtomicInteger();

    ScaleWrites(ApplicationContext store) {
        experiments = store.getBean(Experiments.class);
        rounds = store.getBean(Rounds.class);
        trials = store.getBean(StoredTrials.class);
        claims = store.getBean(Claims.class);
        reports = store.getBean(Reports.class);
    }

    /** An experiment whose trials all wait. */
    UUID submit(int trials) {
        return experiments
                .submit(
                        LOCAL,
                        PRIVATE,
                        aPlan().trials(trials)
                                .fixed("epochs", (long) EPOCHS)
                                .maxFailedTrials(trials)
                                .build(),
                        Optional.empty())
                .experiment()
                .id();
    }

    /** How long claims and reports of one worker thread take that has the database for itself. */
    Map<String, Quantiles> alone(UUID experiment) {
        Map<String, Quantiles> measured = new LinkedHashMap<>();
        List<Claim> claimed = new ArrayList<>();
        measured.put(
                "claim of 8 trials of the largest experiment",
                Quantiles.of(1, 100, call -> claimed.add(claim(experiment, call))));
        int packs = claimed.size();
        measured.put(
                "report of an epoch of 8 trials of the largest experiment",
                Quantiles.of(1, 3 * packs, call -> epoch(claimed.get(call % packs), 1 + call / packs)));
        measured.put(
                "report that ends 8 trials of the largest experiment",
                Quantiles.of(1, packs - 5, call -> end(claimed.get(call))));
        long known = experiments.get(LOCAL, experiment).changeNumber() - 5;
        measured.put("what a follower's poll reads of it", Quantiles.of(1, 200, call -> {
            experiments.get(LOCAL, experiment);
            rounds.of(LOCAL, experiment);
            trials.changedAfter(LOCAL, experiment, known, Budget.TRIALS_LIMIT);
        }));
        return measured;
    }

    /** @return reports a second of an epoch of eight trials each, by threads that wait for nothing else */
    double reportsPerSecond(List<UUID> experiments, int threads, int seconds) {
        AtomicInteger count = new AtomicInteger();
        AtomicInteger lanes = new AtomicInteger();
        long start = System.nanoTime();
        Packs.inParallel(
                threads,
                IntStream.range(0, threads)
                        .<Runnable>mapToObj(thread -> () -> {
                            UUID experiment = experiments.get(thread % experiments.size());
                            while (System.nanoTime() - start < seconds * 1_000_000_000L) {
                                Claim claim = claim(experiment, lanes.getAndIncrement());
                                for (int epoch = 1; epoch < EPOCHS; epoch++) {
                                    epoch(claim, epoch);
                                }
                                end(claim);
                                count.addAndGet(EPOCHS);
                            }
                        })
                        .toList());
        return count.get() * 1e9 / (System.nanoTime() - start);
    }

    private Claim claim(UUID experiment, int lane) {
        String token = "worker-3/" + UUID.nameUUIDFromBytes(("" + tokens.getAndIncrement()).getBytes());
        return claims.next(new Claims.Request(
                        new Claim.Lane(experiment, 1, 1000 + lane),
                        token,
                        Deaths.upTo(DEATHS_ALLOWED),
                        true,
                        () -> true))
                .orElseThrow();
    }

    private void epoch(Claim claim, int epoch) {
        reports.report(claim, results(claim, epoch), List.of());
    }

    private void end(Claim claim) {
        reports.report(
                claim,
                results(claim, EPOCHS),
                claim.numbers().stream().map(TrialEnd::completed).toList());
    }

    private static List<Measurement> results(Claim claim, int epoch) {
        return claim.numbers().stream()
                .map(number -> new Measurement(
                        number, epoch, 2.0 / epoch, 0.08 * epoch, 2.1 / epoch, 0.05 * epoch + number % 40 / 100.0))
                .toList();
    }
}
