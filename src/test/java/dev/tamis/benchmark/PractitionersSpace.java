package dev.tamis.benchmark;

import dev.tamis.mlp.GraphShape;
import dev.tamis.mlp.MlpSpec;
import dev.tamis.mlp.Pack;
import dev.tamis.space.Parameters;
import dev.tamis.space.Seed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A search over nearly everything that makes a network: so many shapes that hardly two trials share one. */
final class PractitionersSpace {

    static final int TRIALS = 48;

    private static final long EPOCHS = 5;

    private PractitionersSpace() {}

    /** 2,000 rows to train on, of noise: speed does not depend on them. */
    static Workload workload() {
        return new Workload("2 to 4 layers of 32 to 256 units", 2_000, 500, Map.of(), TRIALS);
    }

    /** In the order of their numbers. */
    static List<MlpSpec> specs() {
        return IntStream.range(0, TRIALS).mapToObj(PractitionersSpace::drawn).toList();
    }

    private static MlpSpec drawn(int number) {
        RandomGenerator random = new Seed(11).derive(number).generator();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("hiddenLayers", (long) random.nextInt(2, 5));
        values.put("hiddenUnits", 32L * random.nextInt(1, 9));
        values.put("activation", one(random, List.of("RELU", "TANH", "SIGMOID")));
        values.put("optimizer", one(random, List.of("SGD", "MOMENTUM", "ADAM")));
        values.put("batchNorm", random.nextBoolean());
        values.put("batchSize", one(random, List.of(32L, 64L, 128L)));
        values.put("learningRate", Math.pow(10, -4 + 3 * random.nextDouble()));
        values.put("weightDecay", Math.pow(10, -8 + 5 * random.nextDouble()));
        values.put("epochs", EPOCHS);
        return MlpSpec.from(new Parameters(values));
    }

    private static <T> T one(RandomGenerator random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** As the service forms them, where a shape hardly comes twice: all trials of a shape together. */
    static List<Pack> packs() {
        List<MlpSpec> specs = specs();
        Map<GraphShape, List<Pack.Member>> byShape = IntStream.range(0, TRIALS)
                .mapToObj(i -> new Pack.Member(i, specs.get(i), new Seed(3).derive(i)))
                .collect(Collectors.groupingBy(
                        each -> GraphShape.of(each.spec()), LinkedHashMap::new, Collectors.toList()));
        return byShape.values().stream()
                .map(members -> new Pack(new Seed(4), members))
                .toList();
    }
}
