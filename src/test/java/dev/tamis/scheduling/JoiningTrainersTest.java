package dev.tamis.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tamis.HandClock;
import dev.tamis.dataset.DatasetName;
import dev.tamis.dataset.Split;
import dev.tamis.dataset.idx.BuiltInDatasets;
import dev.tamis.mlp.MlpSpec;
import dev.tamis.mlp.Onlooker;
import dev.tamis.mlp.Pack;
import dev.tamis.mlp.Trainer;
import dev.tamis.space.Parameters;
import dev.tamis.space.Seed;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whoever stands between a trainer and its observer passes on who joins. */
class JoiningTrainersTest {

    private static final Split SPLIT = new BuiltInDatasets()
            .find(DatasetName.builtIn("mnist"))
            .orElseThrow()
            .split(40, 10, new Seed(1), false);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final HandClock clock = new HandClock();
    private final FakeTrainer fake = new FakeTrainer();

    /** Two begin, with one epoch; two take the place of one of them, and one comes when nobody is left. */
    @Test
    void whoJoinsIsPassedOnThroughAllOfThem() {
        Deque<List<Pack.Member>> joining =
                new ArrayDeque<>(List.of(List.of(member(2), member(3), member(4)), List.of(member(5))));
        List<Set<Integer>> asked = new ArrayList<>();
        try (Vigil vigil = new Vigil(Duration.ofMinutes(10), 1, () -> {}, clock)) {
            Trainer patient = new PatientTrainer(new BackgroundTrainer(fake, new Niceness(0)), vigil);
            Trainer all = new FittingTrainer(new WorkerMeters(meters, 1).counting(patient, clock), Long.MAX_VALUE);

            all.train(
                    new Pack(new Seed(2), List.of(member(0), member(1))),
                    SPLIT,
                    new Onlooker(results -> Set.of(), remaining -> {
                        asked.add(remaining);
                        return joining.isEmpty() ? List.of() : joining.remove();
                    }));
        }

        assertThat(asked).containsExactly(Set.of(), Set.of(), Set.of());
        assertThat(fake.joined).containsExactly(List.of(2, 3, 4), List.of(5));
        assertThat(meters.get("tamis.pack.trials").summary().totalAmount())
                .as("at a time, at most")
                .isEqualTo(3);
        assertThat(meters.get("tamis.trial.steps").counter().count()).isEqualTo(6);
    }

    private static Pack.Member member(int number) {
        MlpSpec spec = MlpSpec.from(new Parameters(Map.of("epochs", 1L)));
        return new Pack.Member(number, spec, new Seed(number));
    }
}
