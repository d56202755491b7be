package dev.tamis.mlp.djl;

import dev.tamis.experiment.Measurement;
import dev.tamis.mlp.Pack.Member;
import dev.tamis.space.Seed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The networks of a trial where it has several: as many members of a run as there are repeats, in as many runs as there are folds. The
 * first of all has the trial's own seed, and is the network that the trial would be if it were the only one.
 *
 * @param repeats in each fold, 1 or more
 * @param folds 1 or more
 */
record Replicas(int repeats, int folds) {

    /** What trials are in one fold: their networks, those of one trial side by side. */
    List<Member> of(List<Member> trials, int fold) {
        return trials.stream()
                .flatMap(trial -> IntStream.range(0, repeats)
                        .mapToObj(repeat -> new Member(
                                trial.number() * repeats + repeat,
                                trial.spec(),
                                seed(trial.seed(), fold * repeats + repeat))))
                .toList();
    }

    private static Seed seed(Seed own, int network) {
        return network == 0 ? own : own.derive("repeat").derive(network);
    }

    /** Numbers of their networks. */
    Set<Integer> networks(Set<Integer> trials) {
        return trials.stream()
                .flatMap(trial -> IntStream.range(0, repeats).mapToObj(repeat -> trial * repeats + repeat))
                .collect(Collectors.toUnmodifiableSet());
    }

    boolean isFirst(int network) {
        return network % repeats == 0;
    }

    int trial(int network) {
        return network / repeats;
    }

    /** What trials measure. @param byFold what their networks do */
    List<Measurement> of(List<List<Measurement>> byFold) {
        if (repeats * folds == 1) {
            return byFold.get(0);
        }
        Map<Integer, List<Measurement>> byTrial = new LinkedHashMap<>();
        byFold.forEach(fold ->
                fold.forEach(each -> byTrial.computeIfAbsent(trial(each.trialNumber()), number -> new ArrayList<>())
                        .add(each)));
        return byTrial.entrySet().stream()
                .map(each -> mean(each.getKey(), each.getValue()))
                .toList();
    }

    private static Measurement mean(int trial, List<Measurement> networks) {
        int metrics = networks.get(0).values().size();
        List<Double> means = new ArrayList<>();
        List<Double> spreads = new ArrayList<>();
        for (int metric = 0; metric < metrics; metric++) {
            int which = metric;
            double[] values = networks.stream()
                    .mapToDouble(each -> each.values().get(which))
                    .toArray();
            double mean = mean(values);
            means.add(mean);
            spreads.add(deviation(values, mean));
        }
        // A fold with a row less may have an iteration less.
        int iterations = networks.stream()
                .mapToInt(each -> each.iterationLosses().size())
                .min()
                .orElseThrow();
        List<Double> losses = IntStream.range(0, iterations)
                .mapToObj(i -> mean(networks.stream()
                        .mapToDouble(each -> each.iterationLosses().get(i))
                        .toArray()))
                .toList();
        return new Measurement(trial, networks.get(0).step(), means, losses, spreads, 0);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double each : values) {
            sum += each;
        }
        return sum / values.length;
    }

    private static double deviation(double[] values, double mean) {
        double squares = 0;
        for (double each : values) {
            squares += (each - mean) * (each - mean);
        }
        return Math.sqrt(squares / (values.length - 1));
    }
}
