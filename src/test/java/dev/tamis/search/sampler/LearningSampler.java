package dev.tamis.search.sampler;

import dev.tamis.search.Ask;
import dev.tamis.search.History;
import dev.tamis.search.Lag;
import dev.tamis.search.Sampler;
import dev.tamis.space.Meaning;
import dev.tamis.space.Parameters;
import dev.tamis.space.Seed;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The best so far, and noise. It shows that the port is enough for what learns: whatever it is told of the history enters the seed
 * of its noise, so that one bit more or less of that is another point.
 */
public record LearningSampler(
        @Meaning(value = "How many trials a draw runs ahead of results; budget.parallelTrials where missing", low = 1)
        Integer lag,

        @Meaning(value = "The first trial that it refuses to draw; none where missing", low = 0)
        Integer until)
        implements Sampler {

    /** In place of the first trial that it refuses: the draws of all but the first two run out of memory. */
    public static final int OUT_OF_MEMORY = 1_000_000;

    public LearningSampler {
        if (lag != null) {
            new Lag(lag);
        }
    }

    /** Draws all that is asked for. */
    public LearningSampler(Integer lag) {
        this(lag, null);
    }

    /** As many as parallel trials. */
    public LearningSampler() {
        this(null, null);
    }

    @Override
    public String type() {
        return "LEARNING";
    }

    @Override
    public String meaning() {
        return "draws near the best point so far";
    }

    @Override
    public Optional<Lag> lag(int parallelTrials) {
        return Optional.of(Lag.of(lag, parallelTrials));
    }

    @Override
    public List<Parameters> draw(Ask ask) {
        if (ask.count() != 1) {
            throw new IllegalArgumentException("One at a time, but got " + ask.count());
        }
        if (until != null && until == OUT_OF_MEMORY && ask.first() > 1) {
            throw new OutOfMemoryError("of this test");
        }
        if (until != null && ask.first() >= until) {
            throw new IllegalStateException("it draws no trial from " + until + " on");
        }
        Seed seed = ask.roundSeed().derive(ask.first()).derive(ask.history().toString());
        Optional<Parameters> best = ask.history().ended().stream()
                .filter(each -> each.merit().isPresent())
                .max(Comparator.comparingDouble(
                                (History.Ended each) -> each.merit().getAsDouble())
                        .thenComparing(History.Ended::number, Comparator.reverseOrder()))
                .map(History.Ended::point);
        Map<String, Object> values = new LinkedHashMap<>();
        ask.space().domains().forEach((name, domain) -> {
            double noise = seed.derive(name).generator().nextDouble();
            double position = best.map(point -> domain.positionOf(point.values().get(name)))
                    .orElse(noise);
            values.put(name, domain.valueAt(Math.min(0.999, 0.7 * position + 0.3 * noise)));
        });
        return List.of(new Parameters(values));
    }
}
