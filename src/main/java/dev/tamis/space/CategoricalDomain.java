package dev.tamis.space;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A list of choices, each as likely as the next.
 *
 * @param choices at least one, all different; each a String, Boolean, Long or Double
 */
public record CategoricalDomain(List<Object> choices) implements Domain {

    public CategoricalDomain {
        choices = List.copyOf(choices);
        if (choices.isEmpty()) {
            throw new InvalidField("choices", "must hold at least one choice, but it is empty");
        }
        if (Set.copyOf(choices).size() < choices.size()) {
            throw new InvalidField("choices", "must all be different, but got " + choices);
        }
        for (Object choice : choices) {
            if (!(choice instanceof String
                    || choice instanceof Boolean
                    || choice instanceof Long
                    || choice instanceof Double)) {
                throw new InvalidField("choices", "must be texts, numbers or true/false, but got " + choice);
            }
        }
    }

    @Override
    public Object valueAt(double position) {
        return choices.get((int) Bins.binAt(position, choices.size()));
    }

    @Override
    public double positionOf(Object value) {
        int index = choices.indexOf(value);
        if (index < 0) {
            throw new InvalidField("", "must be one of " + choices + ", but got " + value);
        }
        return Bins.middleOf(index, choices.size());
    }

    @Override
    public boolean contains(Object value) {
        return choices.contains(value);
    }

    @Override
    public OptionalLong cardinality() {
        return OptionalLong.of(choices.size());
    }
}
