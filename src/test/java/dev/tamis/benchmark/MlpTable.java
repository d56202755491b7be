package dev.tamis.benchmark;

import dev.tamis.search.BestOfMeans;
import dev.tamis.search.Lag;
import dev.tamis.search.LaggedSearch;
import dev.tamis.search.Sampler;
import dev.tamis.space.CategoricalDomain;
import dev.tamis.space.Domain;
import dev.tamis.space.IntDomain;
import dev.tamis.space.Parameters;
import dev.tamis.space.Scale;
import dev.tamis.space.SearchSpace;
import dev.tamis.space.Seed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/**
 * MLPs that others have trained, every point of a grid several times: what a trial would come to is looked up, so that a hundred of them take
 * no time. The files tell where they are from.
 */
final class MlpTable {

    /** All of them. */
    static final List<String> NAMES = List.of(
            "hpobench-australian",
            "hpobench-blood_transfusion",
            "hpobench-car",
            "hpobench-phoneme",
            "hpobench-segment",
            "hpobench-vehicle",
            "hpolib-naval_propulsion",
            "hpolib-parkinsons_telemonitoring");

    private final SearchSpace space;
    private final Map<Map<String, Object>, double[]> costs = new HashMap<>();
    private final double best;
    private final double median;

    MlpTable(String name) {
        boolean isError = name.startsWith("hpolib");
        List<String> columns;
        List<String[]> rows = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(MlpTable.class.getResourceAsStream("mlp-tables/" + name + ".csv.gz")),
                StandardCharsets.UTF_8))) {
            columns = List.of(lines.readLine().split(","));
            lines.lines().map(line -> line.split(",")).forEach(rows::add);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        int parameters = (int)
                columns.stream().takeWhile(column -> !column.startsWith("run")).count();
        Map<String, Domain> domains = new LinkedHashMap<>();
        for (int k = 0; k < parameters; k++) {
            int column = k;
            TreeSet<Long> values = new TreeSet<>();
            rows.forEach(row -> values.add(Long.parseLong(row[column])));
            boolean isChoice =
                    columns.get(k).startsWith("activation") || columns.get(k).equals("lr_schedule");
            domains.put(
                    columns.get(k),
                    isChoice
                            ? new CategoricalDomain(List.copyOf(values))
                            : new IntDomain(values.first(), values.last(), Scale.LINEAR));
        }
        this.space = new SearchSpace(domains);
        for (String[] row : rows) {
            Map<String, Object> point = new HashMap<>();
            for (int k = 0; k < parameters; k++) {
                point.put(columns.get(k), Long.parseLong(row[k]));
            }
            costs.put(
                    point,
                    Arrays.stream(row, parameters, row.length)
                            .mapToDouble(Double::parseDouble)
                            .map(score -> isError ? Math.log(score) : -score)
                            .toArray());
        }
        double[] means =
                costs.values().stream().mapToDouble(MlpTable::mean).sorted().toArray();
        this.best = means[0];
        this.median = means[means.length / 2];
    }

    /**
     * What is left to gain when a search is over: 0 where the best trial has the best point of the table, 100 where it has a middling one. Each trial draws
     * one of its point's trainings; the point of the best trial is judged by all of them.
     */
    double regret(Sampler sampler, int lag, long seed, int trials) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Lag.Drawn> drawn =
                LaggedSearch.run(sampler, new Lag.Round(space, new Seed(seed), 0, trials), lag, point -> {
                    double[] trainings = trainings(point);
                    return trainings[random.nextInt(trainings.length)];
                });
        Lag.Drawn winner = drawn.get(0);
        for (Lag.Drawn each : drawn) {
            winner = each.outcome().orElseThrow().merit()
                            > winner.outcome().orElseThrow().merit()
                    ? each
                    : winner;
        }
        return 100 * (mean(trainings(winner.point())) - best) / (median - best);
    }

    /**
     * The same of a search whose best trials are trained again; what is chosen is judged by the trainings that nobody has seen by then.
     *
     * @param search of the trial that the search itself finds best
     * @param repeats of the one with the best mean of its repeats
     * @param all of the one with the best mean of repeats and the search's own value
     * @param toldApart whether the best by repeats can be told from the second
     * @param right whether no other of the confirmed trials is better, judged by all trainings
     */
    record Confirmed(double search, double repeats, double all, boolean toldApart, boolean right) {}

    /** @param top so many trials @param again so often each: with the search's own, fewer than the table's trainings */
    Confirmed confirmed(Sampler sampler, int lag, long seed, int trials, int top, int again) {
        int[] order = order(new SplittableRandom(seed));
        List<double[]> trained = new ArrayList<>();
        LaggedSearch.run(sampler, new Lag.Round(space, new Seed(seed), 0, trials), lag, point -> {
            double[] trainings = trainings(point);
            trained.add(
                    Arrays.stream(order).mapToDouble(each -> trainings[each]).toArray());
            return trained.get(trained.size() - 1)[0];
        });
        List<double[]> best = trained.stream()
                .sorted(Comparator.comparingDouble(each -> each[0]))
                .limit(top)
                .toList();
        double[] byRepeats = lowest(best, each -> mean(Arrays.copyOfRange(each, 1, 1 + again)));
        double[] byAll = lowest(best, each -> mean(Arrays.copyOf(each, 1 + again)));
        double[] pValues = BestOfMeans.pValues(best.stream()
                .map(each ->
                        Arrays.stream(each, 1, 1 + again).map(cost -> -cost).toArray())
                .toList());
        return new Confirmed(
                unseen(best.get(0), again),
                unseen(byRepeats, again),
                unseen(byAll, again),
                Arrays.stream(pValues).filter(p -> p > BestOfMeans.LEVEL).count() == 1,
                mean(byRepeats)
                        == best.stream().mapToDouble(MlpTable::mean).min().orElseThrow());
    }

    private double unseen(double[] trainings, int again) {
        return 100 * (mean(Arrays.copyOfRange(trainings, 1 + again, trainings.length)) - best) / (median - best);
    }

    private static double[] lowest(List<double[]> trainings, ToDoubleFunction<double[]> cost) {
        return trainings.stream().min(Comparator.comparingDouble(cost)).orElseThrow();
    }

    /**
     * Which of each point's trainings are the search's, the repeats', and nobody's: the same of all points, for those of one number have a seed in
     * common and with it some of their luck.
     */
    private int[] order(SplittableRandom random) {
        int[] order =
                IntStream.range(0, costs.values().iterator().next().length).toArray();
        for (int i = order.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[other];
            order[other] = swapped;
        }
        return order;
    }

    private double[] trainings(Parameters point) {
        Map<String, Object> key = new HashMap<>();
        point.values().forEach((name, value) -> key.put(name, ((Number) value).longValue()));
        return costs.get(key);
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }
}
