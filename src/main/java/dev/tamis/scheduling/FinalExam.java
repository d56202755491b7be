package dev.tamis.scheduling;

import dev.tamis.dataset.Datasets;
import dev.tamis.dataset.FinalEvaluationData;
import dev.tamis.experiment.DatasetChoice;
import dev.tamis.experiment.FinalEvaluation.Network;
import dev.tamis.experiment.FinalEvaluations;
import dev.tamis.experiment.FinalEvaluations.Retraining;
import dev.tamis.experiment.Measurement;
import dev.tamis.experiment.Plan;
import dev.tamis.mlp.MlpMetric;
import dev.tamis.mlp.Pulse;
import dev.tamis.mlp.Trainer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Retrains a winner on train and validation rows and scores each network once on the test rows: the one place that reads them. */
class FinalExam {

    private static final Logger LOG = LoggerFactory.getLogger(FinalExam.class);

    private final FinalEvaluations evaluations;
    private final Datasets datasets;
    private final Trainer trainer;
    private final Company company;

    FinalExam(FinalEvaluations evaluations, Datasets datasets, Trainer trainer, Company company) {
        this.company = company;
        this.evaluations = evaluations;
        this.datasets = datasets;
        this.trainer = trainer;
    }

    void take(UUID experimentId) {
        company.beside(() -> {
            try {
                score(experimentId);
            } catch (TrainerHangs hangs) {
                evaluations.fail(experimentId, hangs.getMessage());
            }
            return experimentId;
        });
    }

    private void score(UUID experimentId) {
        evaluations.assignment(experimentId).ifPresent(assignment -> {
            FinalEvaluationData data = data(assignment.plan());
            List<Network> trained = new ArrayList<>();
            Pulse waiting = new Waiting(experimentId);
            for (Retraining network : assignment.networks()) {
                Measurement last =
                        trainer.score(Packs.of(assignment.plan(), network), data.train(), data.test(), waiting);
                if (last.diverged()) {
                    evaluations.fail(
                            experimentId,
                            divergence(
                                    last,
                                    trained.size() + 1,
                                    assignment.networks().size()));
                    return;
                }
                int correct = (int) Math.round(
                        MlpMetric.VALIDATION_ACCURACY.of(last) * data.test().size());
                trained.add(
                        new Network(MlpMetric.TRAIN_ACCURACY.of(last), MlpMetric.VALIDATION_LOSS.of(last), correct));
            }
            evaluations.complete(experimentId, data.test().size(), trained);
        });
    }

    /** Says in the experiment that there is no memory yet. A database that is away hears of it the next time. */
    private final class Waiting implements Pulse {

        private final UUID experimentId;

        Waiting(UUID experimentId) {
            this.experimentId = experimentId;
        }

        @Override
        public void beat() {}

        @Override
        public void onWait(Optional<String> why) {
            try {
                evaluations.waits(experimentId, why);
            } catch (RuntimeException away) {
                LOG.debug("Nobody was told what the final evaluation of {} waits for", experimentId, away);
            }
        }
    }

    private static String divergence(Measurement last, int network, int all) {
        return "the loss was no longer a number in epoch " + last.step()
                + " when the best trial was trained on train and validation rows together"
                + (all == 1 ? "" : ", as network " + network + " of " + all);
    }

    /** Ends an evaluation that could not be done in any of its tries. */
    void giveUp(UUID experimentId, String cause) {
        evaluations.fail(experimentId, "it broke off in every try, the last time with " + cause);
    }

    private FinalEvaluationData data(Plan plan) {
        DatasetChoice choice = plan.dataset();
        return FinalEvaluationData.of(
                datasets.find(Splits.nameOf(choice), choice.sha256())
                        .orElseThrow(() -> new IllegalStateException("This node has no dataset " + choice.name())),
                choice.trainSize(),
                choice.validationSize(),
                plan.seed(),
                choice.stratified());
    }
}
