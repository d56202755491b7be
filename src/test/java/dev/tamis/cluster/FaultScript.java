package dev.tamis.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Faults in the order in which they come. */
record FaultScript(long seed, List<Moment> moments) {

    /**
     * When a fault comes: so long after so many trials have ended.
     *
     * @param share of the trials
     * @param delay so that faults find packs at any epoch
     */
    record Moment(double share, Duration delay, Fault fault) {}

    /** How much of what. */
    record Dose(int workers, int kills, int freezes, Duration sleep, int databaseRestarts, Duration databaseAbsence) {}

    /** The same seed gives the same script. */
    static FaultScript random(long seed, Dose dose) {
        Random random = new Random(seed);
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < dose.kills(); i++) {
            faults.add(new Fault.Kill(random.nextInt(dose.workers()), upTo(random, Duration.ofSeconds(3))));
        }
        for (int i = 0; i < dose.freezes(); i++) {
            faults.add(new Fault.Freeze(random.nextInt(dose.workers()), dose.sleep()));
        }
        for (int i = 0; i < dose.databaseRestarts(); i++) {
            faults.add(new Fault.DatabaseAway(random.nextBoolean(), dose.databaseAbsence()));
        }
        Collections.shuffle(faults, random);
        List<Double> shares = random.doubles(faults.size(), 0.02, 0.85)
                .boxed()
                .sorted(Comparator.naturalOrder())
                .toList();
        List<Moment> moments = new ArrayList<>();
        for (int i = 0; i < faults.size(); i++) {
            moments.add(new Moment(shares.get(i), upTo(random, Duration.ofSeconds(1)), faults.get(i)));
        }
        return new FaultScript(seed, List.copyOf(moments));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("Faults of seed " + seed + " (-Dtamis.chaos.seed=" + seed + ")\n");
        moments.forEach(each -> text.append(String.format("  at %4.1f %%  %s%n", 100 * each.share(), each.fault())));
        return text.toString();
    }

    private static Duration upTo(Random random, Duration most) {
        return Duration.ofMillis(random.nextInt((int) most.toMillis()));
    }
}
