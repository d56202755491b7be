package dev.tamis.search;

import dev.tamis.space.Domain;
import dev.tamis.space.SearchSpace;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The trials inside a space, for each parameter those that have it: the others say nothing of its values. They are looked at together with
 * what else all of them have. In a space without conditions that is one sample, of all trials and all parameters.
 *
 * @param whole all trials; a parameter that a trial does not have is NaN there
 * @param byParameter the samples by which parameters are judged
 */
record Branches(Sample whole, Map<String, Sample> byParameter) {

    static Branches of(SearchSpace space, List<ScoredTrial> trials, Ranking ranking) {
        Sample whole = new Sample(space, trials, ranking);
        Map<String, Sample> byParameter = new HashMap<>();
        if (!space.isConditional()) {
            space.domains().keySet().forEach(name -> byParameter.put(name, whole));
            return new Branches(whole, byParameter);
        }
        List<ScoredTrial> inside = trials.stream()
                .filter(each -> space.contains(each.parameters()))
                .toList();
        Map<String, BitSet> having = new LinkedHashMap<>();
        space.domains().keySet().forEach(name -> having.put(name, having(name, inside)));
        Map<BitSet, Sample> samples = new HashMap<>();
        having.forEach((name, who) -> byParameter.put(
                name,
                samples.computeIfAbsent(
                        who,
                        rows -> new Sample(
                                shared(space, having, rows),
                                rows.stream().mapToObj(inside::get).toList(),
                                ranking))));
        return new Branches(whole, byParameter);
    }

    private static BitSet having(String name, List<ScoredTrial> trials) {
        BitSet having = new BitSet();
        for (int i = 0; i < trials.size(); i++) {
            having.set(i, trials.get(i).parameters().values().containsKey(name));
        }
        return having;
    }

    /** What all of some trials have; of no trials, what none has. */
    private static SearchSpace shared(SearchSpace space, Map<String, BitSet> having, BitSet rows) {
        Map<String, Domain> shared = new LinkedHashMap<>();
        having.forEach((name, who) -> {
            BitSet lacking = (BitSet) rows.clone();
            lacking.andNot(who);
            if (rows.isEmpty() ? who.isEmpty() : lacking.isEmpty()) {
                shared.put(name, space.domain(name));
            }
        });
        return new SearchSpace(shared);
    }

    /** By which a parameter is judged. */
    Sample of(String parameter) {
        return Objects.requireNonNull(byParameter.get(parameter), parameter);
    }

    /** How much of all trials those are that have a parameter, in [0, 1]. */
    double share(String parameter) {
        return (double) of(parameter).size() / whole.size();
    }
}
