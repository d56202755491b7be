package dev.tamis.experiment;

import dev.tamis.search.Sampler;
import dev.tamis.search.sampler.GridSampler;
import dev.tamis.search.sampler.RandomSampler;
import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import java.util.Map;
import java.util.TreeMap;

/**
 * How trials are drawn.
 *
 * @param seed of every random number of the experiment
 * @param points for GRID: points per numeric hyperparameter, by name; sorted by name
 */
public record SamplerChoice(Type type, long seed, Map<String, Integer> points) {

    /** The kinds of sampler. */
    public enum Type {
        RANDOM,
        GRID
    }

    /** The sampler itself. */
    public Sampler sampler() {
        return type == Type.GRID ? new GridSampler(points) : new RandomSampler();
    }

    public SamplerChoice {
        points = new TreeMap<>(points == null ? Map.of() : points);
        if (type == Type.RANDOM && !points.isEmpty()) {
            throw new InvalidField("points", FieldCode.CONFLICT, "is for GRID only, but type is RANDOM");
        }
    }
}
