package dev.tamis.scheduling;

import dev.tamis.dataset.Datasets;
import dev.tamis.dataset.FinalEvaluationData;
import dev.tamis.experiment.DatasetChoice;
import dev.tamis.experiment.ExperimentPlan;
import dev.tamis.experiment.FinalEvaluation.TestCount;
import dev.tamis.experiment.FinalEvaluations;
import dev.tamis.training.EpochResult;
import dev.tamis.training.Trainer;
import java.util.UUID;

/** Retrains a winner on train and validation rows and scores it once on the test rows: the one place that reads them. */
class FinalExam {

    private final FinalEvaluations evaluations;
    private final Datasets datasets;
    private final Trainer trainer;

    FinalExam(FinalEvaluations evaluations, Datasets datasets, Trainer trainer) {
        this.evaluations = evaluations;
        this.datasets = datasets;
        this.trainer = trainer;
    }

    void take(UUID experimentId) {
        evaluations.assignment(experimentId).ifPresent(assignment -> {
            FinalEvaluationData data = data(assignment.plan());
            EpochResult last = trainer.score(assignment.winner(), data.train(), data.test());
            if (last.diverged()) {
                evaluations.fail(
                        experimentId,
                        "the loss was no longer a number in epoch " + last.epoch()
                                + " when the best trial was trained on train and validation rows together");
                return;
            }
            int size = data.test().size();
            int correct = (int) Math.round(last.validationAccuracy() * size);
            evaluations.complete(
                    experimentId, last.trainAccuracy(), new TestCount(size, correct, last.validationLoss()));
        });
    }

    /** Ends an evaluation that could not be done in any of its tries. */
    void giveUp(UUID experimentId, String cause) {
        evaluations.fail(experimentId, "it broke off in every try, the last time with " + cause);
    }

    private FinalEvaluationData data(ExperimentPlan plan) {
        DatasetChoice choice = plan.dataset();
        return FinalEvaluationData.of(
                datasets.find(choice.name(), choice.sha256())
                        .orElseThrow(() -> new IllegalStateException("This node has no dataset " + choice.name())),
                choice.trainSize(),
                choice.validationSize(),
                plan.seed(),
                choice.stratified());
    }
}
