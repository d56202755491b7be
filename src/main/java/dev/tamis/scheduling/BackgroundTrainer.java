package dev.tamis.scheduling;

import dev.tamis.dataset.LabeledData;
import dev.tamis.dataset.Split;
import dev.tamis.experiment.Measurement;
import dev.tamis.mlp.Pack;
import dev.tamis.mlp.Pulse;
import dev.tamis.mlp.Trainer;
import dev.tamis.mlp.TrainingObserver;

/**
 * Trains in the background: where processors are short, whoever waits for an answer is served first. Training takes what is left,
 * which is nearly all.
 */
class BackgroundTrainer implements Trainer {

    private final Trainer trainer;
    private final ThreadLocal<Boolean> steppedBack;

    /** @param niceness of the threads that train, once and for all: {@link Niceness} */
    BackgroundTrainer(Trainer trainer, Niceness niceness) {
        this.trainer = trainer;
        this.steppedBack = ThreadLocal.withInitial(niceness::giveToThisThread);
    }

    @Override
    public void train(Pack pack, Split split, TrainingObserver observer) {
        steppedBack.get();
        trainer.train(pack, split, observer);
    }

    @Override
    public Measurement score(Pack winner, LabeledData train, LabeledData test, Pulse pulse) {
        steppedBack.get();
        return trainer.score(winner, train, test, pulse);
    }
}
