package dev.tamis.mlp.djl;

import dev.tamis.dataset.Split;
import dev.tamis.experiment.Measurement;
import dev.tamis.mlp.MlpSpec;
import dev.tamis.mlp.Onlooker;
import dev.tamis.mlp.Pack;
import dev.tamis.mlp.Trainer;
import dev.tamis.space.Parameters;
import dev.tamis.space.Seed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Short names for what the tests of the trainer do all the time. */
final class Trials {

    /** Loading takes a second; the program keeps nothing between packs. */
    static final Torch TORCH = new Torch();

    static final FusedTrainer TRAINER = new FusedTrainer(TORCH);

    static final Seed BATCHES = new Seed(2024);

    private Trials() {}

    /** A spec from names and values in turn. */
    static MlpSpec spec(Object... namesAndValues) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            Object value = namesAndValues[i + 1];
            values.put((String) namesAndValues[i], value instanceof Integer whole ? (Object) whole.longValue() : value);
        }
        return MlpSpec.from(new Parameters(values));
    }

    static Pack.Member member(int number, MlpSpec spec) {
        return new Pack.Member(number, spec, new Seed(99).derive(number));
    }

    /** Each trial's learning curve. */
    static Map<Integer, List<Measurement>> curves(Split split, List<Pack.Member> members) {
        return curves(TRAINER, split, members);
    }

    static Map<Integer, List<Measurement>> curves(Trainer trainer, Split split, List<Pack.Member> members) {
        Map<Integer, List<Measurement>> curves = new TreeMap<>();
        trainer.train(new Pack(BATCHES, members), split, new Onlooker(results -> {
            for (Measurement result : results) {
                curves.computeIfAbsent(result.trialNumber(), number -> new ArrayList<>())
                        .add(result);
            }
            return Set.of();
        }));
        return curves;
    }
}
