package dev.tamis.scheduling;

import dev.tamis.experiment.Claim;
import dev.tamis.experiment.Confirmations;
import dev.tamis.experiment.FinalEvaluations.Retraining;
import dev.tamis.experiment.Plan;
import dev.tamis.experiment.Scoring;
import dev.tamis.mlp.Mlp;
import dev.tamis.mlp.MlpMetric;
import dev.tamis.mlp.MlpSpec;
import dev.tamis.mlp.Pack;
import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Parameters;
import java.util.List;
import java.util.stream.IntStream;

/** Trials as what the trainer takes: the one place where points become networks. */
final class Packs {

    private Packs() {}

    /** The network of a drawn point. */
    static MlpSpec spec(Plan plan, Parameters point) {
        return MlpSpec.from(plan.model().at(point));
    }

    /** Claimed trials. */
    static Pack of(Claim claim) {
        Plan plan = claim.plan();
        return new Pack(
                plan.batchSeed(),
                MlpMetric.named(Scoring.of(plan).watched()),
                claim.members().stream().map(each -> member(plan, each)).toList(),
                plan.validation().repeats());
    }

    /** A claimed trial. */
    static Pack.Member member(Plan plan, Claim.Member trial) {
        return new Pack.Member(trial.number(), spec(plan, trial.parameters()), trial.seed());
    }

    /** Trials that are trained again, each with its place among them for a number. */
    static Pack of(Confirmations.Assignment again) {
        Plan plan = again.plan();
        List<Confirmations.Again> members = again.members();
        return new Pack(
                plan.batchSeed(),
                MlpMetric.named(Scoring.of(plan).watched()),
                IntStream.range(0, members.size())
                        .mapToObj(i -> new Pack.Member(
                                i,
                                spec(plan, members.get(i).parameters())
                                        .lasting(members.get(i).epochs()),
                                members.get(i).seed()))
                        .toList(),
                plan.validation().repeats());
    }

    /** A winner alone. */
    static Pack of(Plan plan, Retraining winner) {
        MlpSpec spec = spec(plan, winner.parameters()).lasting(winner.epochs());
        return new Pack(winner.batches(), List.of(new Pack.Member(winner.trialNumber(), spec, winner.own())));
    }

    /** @throws InvalidField {@code trainer}: nothing that these workers train */
    static void requireMlp(Plan plan) {
        if (!(plan.trainer() instanceof Mlp)) {
            throw new InvalidField(
                    "trainer",
                    FieldCode.NOT_ONE_OF,
                    "must be " + new Mlp().type() + " to be trained by workers, but got "
                            + plan.trainer().type());
        }
    }
}
