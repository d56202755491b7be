package dev.tamis.scheduling;

import dev.tamis.dataset.DatasetInfo;
import dev.tamis.dataset.Datasets;
import dev.tamis.experiment.DatasetChoice;
import dev.tamis.experiment.Plan;
import dev.tamis.experiment.Validation;
import dev.tamis.mlp.DataSize;
import dev.tamis.mlp.GraphShape;
import dev.tamis.mlp.Machine;
import dev.tamis.mlp.PackMemory;
import dev.tamis.mlp.PackPlan;
import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Shown;

/**
 * How many trials of a shape train together on a worker, and whether a worker can train the shape at all. Decided on the node
 * that takes the submission, for the workers that there are then.
 */
class PackWidths {

    private final Datasets datasets;
    private final Machine own;
    private final Workers workers;
    private final int fixedWidth;

    /**
     * @param own this node's machine, which is reckoned with while no worker is there
     * @param fixedWidth 0 to choose by shape and machines
     */
    PackWidths(Datasets datasets, Machine own, Workers workers, int fixedWidth) {
        this.datasets = datasets;
        this.own = own;
        this.workers = workers;
        this.fixedWidth = fixedWidth;
    }

    /**
     * @throws InvalidField if one trial of the shape needs more memory than a worker has, or the dataset more heap, with the
     *     estimate
     */
    int of(GraphShape shape, Plan plan) {
        // Dropout is counted in, drawn or not: a little too careful is better than a dead worker.
        PackMemory memory = new PackMemory(shape, sizeOf(plan), true);
        Workers.Crew crew = workers.crew(own.cachePerCore()).orElseGet(() -> new Workers.Crew(1, own.cores(), own));
        requireHeap(plan.dataset(), crew);
        Machine machine = crew.smallest();
        Validation validation = plan.validation();
        // Each fold has rows and networks of its own, all of them at a time.
        Machine ofFold = new Machine(machine.cores(), machine.cachePerCore(), machine.memory() / validation.folds());
        if (!PackPlan.fits(memory, validation.repeats(), ofFold)) {
            throw new InvalidField(
                    "model",
                    FieldCode.OUT_OF_RANGE,
                    String.format(
                            "needs about %s of native memory to train one trial%s with %d hidden layers of %d units and"
                                    + " batches of %d, and its dataset about %s more; a worker has %s (tamis.worker.memory)."
                                    + " Take fewer units, layers or rows, or smaller batches",
                            Shown.bytes(memory.bytes(validation.repeats()) * validation.folds()),
                            validation.networks() == 1 ? "" : " of " + validation.networks() + " networks",
                            shape.architecture().hiddenLayers(),
                            shape.architecture().hiddenUnits(),
                            shape.batchSize(),
                            Shown.bytes(memory.bytesOfData() * validation.folds()),
                            Shown.bytes(machine.memory())));
        }
        int networks = PackPlan.width(memory, ofFold, shareOf(machine, crew, plan) * validation.repeats());
        return fixedWidth > 0 ? fixedWidth : Math.max(1, networks / validation.repeats());
    }

    /** Two fifths of a heap may hold a dataset: the rest is for requests, and for what the node itself is made of. */
    private void requireHeap(DatasetChoice choice, Workers.Crew crew) {
        long needed = datasets.heapBytes(info(choice));
        if (needed > crew.heap() / 5 * 2) {
            throw new InvalidField(
                    "dataset.name",
                    FieldCode.OUT_OF_RANGE,
                    String.format(
                            "needs about %s of Java heap to be trained on, but a worker has %s, two fifths of which may hold a"
                                    + " dataset. Give workers a larger heap (-Xmx), or upload fewer rows or columns",
                            Shown.bytes(needed), Shown.bytes(crew.heap())));
        }
    }

    /** How many of the trials in flight come to one machine when all workers get theirs. */
    private static int shareOf(Machine machine, Workers.Crew crew, Plan plan) {
        long parallelTrials = plan.terms().budget().parallelTrials();
        return (int) Math.max(1, parallelTrials * machine.cores() / crew.threads());
    }

    /** @throws InvalidField if there is no such dataset */
    DataSize sizeOf(Plan plan) {
        DatasetInfo info = info(plan.dataset());
        return new DataSize(info.features(), info.classes(), plan.trainedRows(), plan.validatedRowsOfNetwork());
    }

    private DatasetInfo info(DatasetChoice choice) {
        return datasets.find(Splits.nameOf(choice), choice.sha256())
                .orElseThrow(() ->
                        new InvalidField("dataset.name", FieldCode.NOT_FOUND, "there is no dataset " + choice.name()))
                .info();
    }
}
