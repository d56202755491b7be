package dev.tamis.experiment;

import dev.tamis.search.Sampler;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How trials are drawn: the object {@code sampler} of a plan, which a sampler of the catalogue alone is not, for the seed stands among its
 * settings and is the experiment's own (split, batches, initial weights and dropout derive from it, whatever sampler draws).
 *
 * @param sampler with its settings
 * @param seed of every random number of the experiment
 */
public record SamplerChoice(Sampler sampler, long seed) {

    /** As it is posted, stored and shown: the sampler's type, the seed, and the sampler's own settings. */
    public Map<String, Object> plain() {
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("type", sampler.type());
        plain.put("seed", seed);
        plain.putAll(sampler.plain());
        return plain;
    }
}
