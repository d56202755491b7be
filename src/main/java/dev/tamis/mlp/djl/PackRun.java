package dev.tamis.mlp.djl;

import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import dev.tamis.experiment.Measurement;
import dev.tamis.mlp.DataSize;
import dev.tamis.mlp.DualForm;
import dev.tamis.mlp.GraphShape;
import dev.tamis.mlp.Pack;
import dev.tamis.mlp.Pack.Member;
import dev.tamis.mlp.PackMemory;
import dev.tamis.mlp.Pulse;
import dev.tamis.mlp.Work;
import dev.tamis.mlp.optimizer.Code;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** One pack in training: its network, and its members that are still in. All native memory is its manager's. */
final class PackRun implements AutoCloseable {

    /** Wider layers gain nothing from a wide first product, which then no longer fits the cache. */
    static final int WIDE_UNITS = 192;

    /** Rows of one evaluation call, so that a large validation part needs no large activations. */
    private static final int EVALUATION_ROWS = PackMemory.EVALUATION_ROWS;

    private final Torch torch;

    private final WideProducts wideProducts;

    private final PtNDManager owner;

    private final Pack pack;

    private final NativeData train;

    private final NativeData validation;

    /** What the steps multiply: the rows of training, or in dual form their products with all rows. */
    private final PtNDArray factors;

    private final DataSize size;

    private final LayerSizes sizes;

    private final FirstLayer firstLayer;

    private final Network network;

    private final Pace pace;

    private List<Member> members;

    private Rates rates;

    private DropoutBits bits;

    private long updates;

    /**
     * How long calls of the library are, and who hears of each that has come back.
     *
     * @param workOfCall at most, unless a single step is more: see {@link Work}
     */
    record Pace(double workOfCall, Pulse pulse) {}

    PackRun(Torch torch, WideProducts wideProducts, Pack pack, NativeSplit split, Pace pace) {
        this.pace = pace;
        this.torch = torch;
        this.wideProducts = wideProducts;
        this.pack = pack;
        size = split.size();
        train = split.train();
        validation = split.validation();
        members = pack.members();
        GraphShape shape = pack.shape();
        sizes = new LayerSizes(train.width(), train.classes(), shape.architecture());
        firstLayer = firstLayer(shape, split);
        factors = firstLayer == FirstLayer.DUAL ? split.gram() : train.features();
        owner = torch.newManager();
        try {
            network = new Network(torch, owner, sizes, shape.optimizer().rule().memory(), members, firstLayer, split);
            prepareMembers();
        } catch (RuntimeException | OutOfMemoryError unfinished) {
            owner.close();
            throw unfinished;
        }
    }

    private FirstLayer firstLayer(GraphShape shape, NativeSplit split) {
        if (DualForm.suits(shape, split.size())) {
            return FirstLayer.DUAL;
        }
        boolean wide = shape.optimizer().rule().code().on() == Code.Operand.ALL_TRIALS
                && shape.architecture().hiddenLayers() > 0
                && sizes.outputs(0) <= WIDE_UNITS
                && sameProduct(batchRows());
        return wide ? FirstLayer.WIDE : FirstLayer.APART;
    }

    private void prepareMembers() {
        rates = new Rates(owner, members);
        int activations = DropoutBits.needed(members)
                ? Math.multiplyExact(batchRows(), sizes.architecture().hiddenUnits())
                : 0;
        bits = new DropoutBits(owner, members.size(), sizes.architecture().hiddenLayers(), activations);
    }

    private int batchRows() {
        return Math.min(pack.shape().batchSize(), train.rows());
    }

    List<Member> members() {
        return members;
    }

    /** Trains one epoch and evaluates. @param epoch 1-based */
    List<Measurement> epoch(int epoch) {
        return results(epoch, train(epoch), evaluate(validation, train.rows()));
    }

    /** Trains one epoch without looking at the validation rows, whose metrics are reported as NaN. @param epoch 1-based */
    List<Measurement> unseenEpoch(int epoch) {
        double[] unseen = new double[2 * members.size()];
        Arrays.fill(unseen, Double.NaN);
        return results(epoch, train(epoch), unseen);
    }

    private List<Measurement> results(int epoch, StepTotals training, double[] validated) {
        double[] whole = DropoutBits.needed(members) ? evaluate(train, 0) : new double[0];
        List<Measurement> results = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            results.add(new Measurement(
                    members.get(i).number(),
                    epoch,
                    List.of(
                            training.loss(i),
                            DropoutBits.needed(members.subList(i, i + 1))
                                    ? whole[2 * i + 1] / train.rows()
                                    : training.accuracy(i),
                            validated[2 * i] / validation.rows(),
                            validated[2 * i + 1] / validation.rows()),
                    training.losses(i)));
        }
        return results;
    }

    private StepTotals train(int epoch) {
        int rows = train.rows();
        int steps = (rows + batchRows() - 1) / batchRows();
        try (PtNDArray order = Torch.tensor(owner, BatchOrder.of(pack.batches(), epoch, rows));
                PtNDArray totals = Torch.zeros(owner, DataType.FLOAT64, steps, members.size(), 2);
                Arguments kinds = kinds();
                Arguments data = new Arguments()
                        .group(new Arguments()
                                .tensor(factors)
                                .tensor(train.labels())
                                .tensor(order))) {
            int stretch = Math.min(bits.steps() == 0 ? steps : bits.steps(), stepsOfCall());
            int step = 0;
            while (step < steps) {
                int to = Math.min(steps, step + updatesAlike(stretch));
                train(step, to, joined(kinds.values(), data.values()), totals);
                step = to;
            }
            return new StepTotals(totals.toDoubleArray(), members.size(), batchRows(), rows);
        }
    }

    private int stepsOfCall() {
        double step = members.size() * Work.ofStep(members.get(0).spec(), size);
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, pace.workOfCall() / step));
    }

    /** How many updates from the next one on decay the same weights: in one that applies saved up decays, more do. */
    private int updatesAlike(int most) {
        long before = rates.decay().nextSavedUp(updates + 1) - updates - 1;
        return before == 0 ? 1 : (int) Math.min(most, before);
    }

    /** The steps from one (0-based) to another (left out) of an epoch, in one call. @param whole arguments of all calls of the epoch */
    private void train(int from, int to, IValue[] whole, PtNDArray totals) {
        int start = from * batchRows();
        int count = Math.min(train.rows(), to * batchRows()) - start;
        bits.draw(members, updates + 1, to - from);
        float[] factors = rates.decay().factors(updates + 1);
        try (PtNDArray own = (PtNDArray) totals.get(from + ":" + to);
                PtNDArray shrink = Torch.tensor(owner, factors, members.size(), 1, 1);
                Arguments part = new Arguments()
                        .numbers(start, count, batchRows(), updates + 1)
                        .flags(wide())
                        .group(network.arguments())
                        .group(rates.pace(shrink, updates + 1))
                        .group(rates.drops(bits))
                        .tensor(own)) {
            torch.run("train", joined(whole, part.values()));
        }
        pace.pulse().beat();
        updates += to - from;
    }

    private boolean[] wide() {
        int last = train.rows() % batchRows() == 0 ? batchRows() : train.rows() % batchRows();
        return new boolean[] {mayMultiply(batchRows()), mayUpdate(batchRows()), mayMultiply(last), mayUpdate(last)};
    }

    /** @param above how many rows of the split precede these */
    private double[] evaluate(NativeData rows, int above) {
        try (PtNDArray totals = Torch.zeros(owner, DataType.FLOAT64, members.size(), 2);
                Arguments kinds = kinds();
                Arguments data = new Arguments()
                        .group(new Arguments().tensor(rows.features()).tensor(rows.labels()));
                Arguments state = new Arguments().group(network.arguments()).tensor(totals)) {
            for (int start = 0; start < rows.rows(); start += EVALUATION_ROWS) {
                int count = Math.min(EVALUATION_ROWS, rows.rows() - start);
                try (Arguments chunk =
                        new Arguments().numbers(start, count, above).flag(mayMultiply(count))) {
                    torch.run(
                            "evaluate",
                            joined(joined(kinds.values(), data.values()), joined(chunk.values(), state.values())));
                }
                pace.pulse().beat();
            }
            return totals.toDoubleArray();
        }
    }

    private static IValue[] joined(IValue[] before, IValue[] after) {
        return Stream.concat(Arrays.stream(before), Arrays.stream(after)).toArray(IValue[]::new);
    }

    /** What the network is, as numbers of the program. */
    private Arguments kinds() {
        GraphShape shape = pack.shape();
        return new Arguments()
                .numbers(
                        Program.numberOf(shape.optimizer()),
                        Program.numberOf(shape.architecture().activation()),
                        shape.architecture().batchNorm() ? 1 : 0,
                        firstLayer == FirstLayer.DUAL ? 1 : 0);
    }

    private boolean mayMultiply(int rows) {
        return firstLayer == FirstLayer.WIDE && sameProduct(rows);
    }

    private boolean sameProduct(int rows) {
        return wideProducts.mayMultiply(members.size(), rows, sizes.features(), sizes.outputs(0));
    }

    private boolean mayUpdate(int rows) {
        return firstLayer == FirstLayer.WIDE
                && wideProducts.mayUpdate(members.size(), rows, sizes.features(), sizes.outputs(0));
    }

    /** Frees the slices of the members that have the given numbers. */
    void drop(Set<Integer> numbers) {
        List<Member> remaining = new ArrayList<>();
        List<Long> places = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            if (!numbers.contains(members.get(i).number())) {
                remaining.add(members.get(i));
                places.add((long) i);
            }
        }
        if (remaining.size() == members.size()) {
            return;
        }
        if (!remaining.isEmpty()) {
            network.keep(
                    members.size(), places.stream().mapToLong(Long::longValue).toArray());
        }
        members = List.copyOf(remaining);
        if (!remaining.isEmpty()) {
            rates.close();
            bits.tensor().close();
            prepareMembers();
        }
    }

    @Override
    public void close() {
        owner.close();
    }
}
