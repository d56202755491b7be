package dev.tamis.search;

import dev.tamis.space.Domain;
import dev.tamis.space.NumericDomain;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.MannWhitneyUTest;

/** Tests every numeric parameter of a space, alone and together. */
final class Findings {

    private final Sample sample;
    private final AdviceSettings settings;
    private final List<String> names;
    private final List<double[]> positions;
    private final double[] trends;

    Findings(Sample sample, AdviceSettings settings) {
        this.sample = sample;
        this.settings = settings;
        Map<String, Domain> domains = sample.space().domains();
        this.names = domains.keySet().stream()
                .filter(name -> domains.get(name) instanceof NumericDomain)
                .toList();
        this.positions = names.stream().map(sample::positions).toList();
        double[] scores = sample.normalScores();
        Others others = new Others(positions, scores);
        this.trends = IntStream.range(0, names.size())
                .mapToDouble(i -> Significance.trend(positions.get(i), others.takenOut(i)))
                .toArray();
    }

    /** The findings by parameter name; grounds say whether the ranges have become better. */
    Map<String, Finding> byParameter(Grounds grounds, Ranking ranking) {
        int leaders = GoodTrials.leaders(sample, settings.top()).count();
        double[] firsts = positions.stream()
                .mapToDouble(column -> Significance.leaders(column, leaders))
                .toArray();
        // Two tests of one hypothesis: twice the lesser p-value.
        double[] own = IntStream.range(0, names.size())
                .mapToDouble(i -> Math.min(1, 2 * Math.min(trends[i], firsts[i])))
                .toArray();
        double[] corrected = Significance.corrected(own);
        double level = settings.significance() / 2;
        int[] rest =
                IntStream.range(0, own.length).filter(i -> corrected[i] > level).toArray();
        Optional<Group> together = significant(rest, together(rest), level);
        int[] narrowed = Arrays.stream(rest)
                .filter(i -> wasNarrowed(names.get(i), grounds))
                .toArray();
        Optional<Group> onward =
                significant(narrowed, narrowed.length == 0 ? 1 : onward(grounds, ranking), settings.significance());
        Map<String, Finding> findings = new LinkedHashMap<>();
        for (int i = 0; i < own.length; i++) {
            String name = names.get(i);
            if (corrected[i] <= level) {
                Basis basis = leadersStandOut(i, firsts[i]) ? Basis.LEADERS : Basis.ALONE;
                findings.put(name, new Finding(basis, corrected[i], Optional.empty(), true));
            } else if (together.isPresent()) {
                findings.put(name, member(Basis.TOGETHER, own[i], together.get()));
            } else if (onward.isPresent() && onward.get().parameters().contains(name)) {
                findings.put(name, member(Basis.ONWARD, own[i], onward.get()));
            } else {
                findings.put(name, new Finding(Basis.NONE, corrected[i], Optional.empty(), false));
            }
        }
        return findings;
    }

    /**
     * That the group matters is known, so a member is judged by its own p-value, uncorrected for their number: closed testing
     * (Marcus, Peritz, Gabriel, Biometrika 63, 1976), in which a member's p-value is never below the group's.
     */
    private Finding member(Basis basis, double own, Group group) {
        double pValue = Math.max(own, group.pValue());
        return new Finding(basis, pValue, Optional.of(group), pValue <= settings.significance());
    }

    private Optional<Group> significant(int[] members, double pValue, double level) {
        return pValue > level
                ? Optional.empty()
                : Optional.of(
                        new Group(Arrays.stream(members).mapToObj(names::get).toList(), pValue));
    }

    /**
     * Whether the leaders tell the good region better than the top share: where the rest of the top share is scattered, its
     * values owe nothing to this parameter.
     */
    private boolean leadersStandOut(int parameter, double pValue) {
        double[] column = positions.get(parameter);
        double ofLeaders = GoodTrials.leaders(sample, settings.top()).deviation(column);
        double ofTop = GoodTrials.topShare(sample, settings.top()).deviation(column);
        return trends[parameter] > settings.significance()
                || (pValue <= settings.significance()
                        && ofLeaders < settings.top().scatter() * ofTop);
    }

    /** Evidence of the parameters that do not stand out alone, taken together; two tests, so twice the lesser p-value. */
    private double together(int[] rest) {
        if (rest.length < 2) {
            return 1;
        }
        double trend = Significance.combined(
                Arrays.stream(rest).mapToDouble(i -> trends[i]).toArray());
        double nearness = Significance.nearness(
                Arrays.stream(rest).mapToObj(positions::get).toList(),
                sample.merits(),
                settings.top().leaders());
        return Math.min(1, 2 * Math.min(trend, nearness));
    }

    /** Whether the latest trials are better than all before them. */
    private static double onward(Grounds grounds, Ranking ranking) {
        if (grounds.latest().isEmpty() || grounds.earlier().isEmpty()) {
            return 1;
        }
        return MannWhitneyUTest.withDefaults()
                .with(AlternativeHypothesis.GREATER_THAN)
                .test(merits(grounds.latest(), ranking), merits(grounds.earlier(), ranking))
                .getPValue();
    }

    private static double[] merits(List<ScoredTrial> trials, Ranking ranking) {
        return trials.stream()
                .mapToDouble(trial -> trial.merit(ranking.direction()))
                .toArray();
    }

    /** Whether a trial of an earlier round lies outside the parameter's range. */
    private boolean wasNarrowed(String name, Grounds grounds) {
        return grounds.earlier().stream()
                .map(trial -> trial.parameters().values().get(name))
                .anyMatch(value -> value != null && !sample.space().domain(name).contains(value));
    }
}
