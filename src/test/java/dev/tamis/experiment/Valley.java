package dev.tamis.experiment;

import dev.tamis.search.Direction;
import dev.tamis.search.LegalRange;
import dev.tamis.search.Metric;
import dev.tamis.search.Metrics;
import dev.tamis.space.IntDomain;
import dev.tamis.space.Parameters;
import dev.tamis.space.SearchSpace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A function that gets lower step by step. It shows that the port is enough for what is no network: other hyperparameters, other metrics
 * of which less is better, no dataset.
 */
public record Valley() implements Trainable {

    private static final Metrics METRICS = new Metrics(
            List.of(new Metric("effort", Direction.MINIMIZE, false), new Metric("height", Direction.MINIMIZE, false)),
            List.of("height"),
            "effort");

    @Override
    public String type() {
        return "VALLEY";
    }

    @Override
    public String meaning() {
        return "a function of two numbers, which tests go down";
    }

    @Override
    public List<Tunable> tunables() {
        Map<String, String> sides = new LinkedHashMap<>();
        sides.put("SUNNY", "where it is warm");
        sides.put("SHADY", "where it is cool");
        return List.of(
                new Tunable("along", LegalValues.real(LegalRange.closed(-10, 10)), 0.0, "Where along the valley"),
                new Tunable(
                        "across",
                        LegalValues.real(new LegalRange(0, false, 1e6, true)).byMagnitude(),
                        1.0,
                        "Where across the valley"),
                new Tunable("side", LegalValues.choices(sides), "SUNNY", "Which side is gone down"),
                new Tunable("turns", LegalValues.whole(1, 1_000), 3L, "Steps down"));
    }

    @Override
    public Metrics metrics() {
        return METRICS;
    }

    @Override
    public boolean takesDataset() {
        return false;
    }

    @Override
    public Length length(Plan plan, Parameters point) {
        return new Length(((Number) value(plan, point, "turns")).intValue(), 1);
    }

    @Override
    public Length longest(Plan plan, SearchSpace space) {
        return space.domains().get("turns") instanceof IntDomain turns
                ? new Length((int) turns.high(), 1)
                : length(plan, Parameters.NONE);
    }

    /**
     * What a trial measures: the bottom, across = 100, has height 0, and is come nearer to with each step.
     *
     * @param step 1-based
     */
    static List<Double> measured(Plan plan, Parameters point, int step) {
        double decades = Math.log10((Double) value(plan, point, "across")) - 2;
        return List.of(Math.abs((Double) value(plan, point, "along")), decades * decades + 1.0 / step);
    }

    private static Object value(Plan plan, Parameters point, String key) {
        return plan.model()
                .at(point)
                .values()
                .getOrDefault(key, plan.trainer().tunable(key).orElseThrow().usual());
    }
}
