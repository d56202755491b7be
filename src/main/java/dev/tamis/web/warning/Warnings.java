package dev.tamis.web.warning;

import dev.tamis.dataset.DatasetInfo;
import dev.tamis.experiment.Plan;
import java.util.List;
import java.util.Optional;

/** All that is to be said about a plan. */
public final class Warnings {

    private static final List<Rule> RULES = List.of(
            new BatchOfOne(),
            new NoEffect(),
            new LongPatience(),
            new MissingClass(),
            new SmallValidation(),
            new FewPoints(),
            new LinearScale(),
            new UselessTarget(),
            new DependsOnTime());

    private Warnings() {}

    /** @param dataset what the plan trains on; empty if it has been removed meanwhile */
    public static List<Warning> of(Plan plan, Optional<DatasetInfo> dataset) {
        Subject subject = new Subject(plan, dataset);
        return RULES.stream().flatMap(each -> each.warnings(subject)).toList();
    }
}
