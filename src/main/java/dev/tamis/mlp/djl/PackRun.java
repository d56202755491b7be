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

/** One pack in training: its network, and its members that are in, each at an epoch of its own. All native memory is its manager's. */
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

    private Seats seats;

    private Rates rates;

    private DropoutBits bits;

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
        seats = Seats.of(pack.members());
        GraphShape shape = pack.shape();
        sizes = new LayerSizes(train.width(), train.classes(), shape.architecture());
        firstLayer = firstLayer(shape, split);
        factors = firstLayer == FirstLayer.DUAL ? split.gram() : train.features();
        owner = torch.newManager();
        try {
            network = new Network(
                    torch, owner, sizes, shape.optimizer().rule().memory(), pack.members(), firstLayer, split);
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
        List<Member> members = seats.members();
        rates = new Rates(owner, members);
        int activations = DropoutBits.needed(members)
                ? Math.multiplyExact(batchRows(), sizes.architecture().hiddenUnits())
                : 0;
        bits = new DropoutBits(owner, members.size(), sizes.architecture().hiddenLayers(), activations);
    }

    private int batchRows() {
        return Math.min(pack.shape().batchSize(), train.rows());
    }

    /** Who is in, with the epochs they have behind them. */
    Seats seats() {
        return seats;
    }

    /** Trains everybody's next epoch and evaluates. */
    List<Measurement> epoch() {
        return results(train(), evaluate(validation, train.rows()));
    }

    /** Trains everybody's next epoch without looking at the validation rows, whose metrics are reported as NaN. */
    List<Measurement> unseenEpoch() {
        double[] unseen = new double[2 * seats.size()];
        Arrays.fill(unseen, Double.NaN);
        return results(train(), unseen);
    }

    /** Of the epochs that have just been trained. */
    private List<Measurement> results(StepTotals training, double[] validated) {
        List<Member> members = seats.members();
        double[] whole = DropoutBits.needed(members) ? evaluate(train, 0) : new double[0];
        List<Measurement> results = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            results.add(new Measurement(
                    members.get(i).number(),
                    seats.all().get(i).epochs(),
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

    private StepTotals train() {
        int rows = train.rows();
        int steps = stepsOfEpoch();
        try (PtNDArray order = Torch.tensor(owner, BatchOrder.ofEach(pack.batches(), seats.nextEpochs(), rows));
                PtNDArray totals = Torch.zeros(owner, DataType.FLOAT64, steps, seats.size(), 2);
                Arguments kinds = kinds();
                Arguments data = new Arguments()
                        .group(new Arguments()
                                .tensor(factors)
                                .tensor(train.labels())
                                .tensor(order))) {
            int stretch = Math.min(bits.steps() == 0 ? steps : bits.steps(), stepsOfCall());
            int step = 0;
            while (step < steps) {
                int to = Math.min(steps, step + updatesAlike(step, stretch));
                train(step, to, joined(kinds.values(), data.values()), totals);
                step = to;
            }
            seats = seats.later();
            return new StepTotals(totals.toDoubleArray(), seats.size(), batchRows(), rows);
        }
    }

    private int stepsOfEpoch() {
        return (train.rows() + batchRows() - 1) / batchRows();
    }

    private long[] updates(int step) {
        return seats.updates(stepsOfEpoch(), step);
    }

    private int stepsOfCall() {
        double step = seats.size() * Work.ofStep(pack.members().get(0).spec(), size);
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, pace.workOfCall() / step));
    }

    /** How many steps from one on decay the same weights: in one that applies saved up decays, more do. @param step 0-based */
    private int updatesAlike(int step, int most) {
        long before = rates.decay().beforeNextSavedUp(updates(step));
        return before == 0 ? 1 : (int) Math.min(most, before);
    }

    /** The steps from one (0-based) to another (left out) of an epoch, in one call. @param whole arguments of all calls of the epoch */
    private void train(int from, int to, IValue[] whole, PtNDArray totals) {
        int start = from * batchRows();
        int count = Math.min(train.rows(), to * batchRows()) - start;
        long[] updates = updates(from);
        bits.draw(seats.members(), updates, to - from);
        float[] factors = rates.decay().factors(updates);
        try (PtNDArray own = (PtNDArray) totals.get(from + ":" + to);
                PtNDArray shrink = Torch.tensor(owner, factors, seats.size(), 1, 1);
                Arguments part = new Arguments()
                        .numbers(start, count, batchRows())
                        .flags(wide())
                        .group(network.arguments())
                        .group(rates.pace(shrink, updates))
                        .group(rates.drops(bits))
                        .tensor(own)) {
            torch.run("train", joined(whole, part.values()));
        }
        pace.pulse().beat();
    }

    private boolean[] wide() {
        if (!seats.inStep()) {
            return new boolean[4];
        }
        int last = train.rows() % batchRows() == 0 ? batchRows() : train.rows() % batchRows();
        return new boolean[] {mayMultiply(batchRows()), mayUpdate(batchRows()), mayMultiply(last), mayUpdate(last)};
    }

    /** @param above how many rows of the split precede these */
    private double[] evaluate(NativeData rows, int above) {
        try (PtNDArray totals = Torch.zeros(owner, DataType.FLOAT64, seats.size(), 2);
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
        return wideProducts.mayMultiply(seats.size(), rows, sizes.features(), sizes.outputs(0));
    }

    private boolean mayUpdate(int rows) {
        return firstLayer == FirstLayer.WIDE
                && wideProducts.mayUpdate(seats.size(), rows, sizes.features(), sizes.outputs(0));
    }

    /**
     * Lets members leave and others join; the slices of places that nobody takes are freed.
     *
     * @param leaving numbers of members
     * @param joining of the pack's shape, with numbers that nobody has who stays
     */
    void reseat(Set<Integer> leaving, List<Member> joining) {
        if (leaving.isEmpty() && joining.isEmpty()) {
            return;
        }
        Seats.Change change = seats.change(leaving, joining);
        int before = seats.size();
        seats = change.seats();
        if (seats.size() == 0) {
            return;
        }
        if (!change.keepsPlaces(before)) {
            network.seat(before, change.from());
        }
        for (int place : change.beginners()) {
            network.begin(seats.size(), place, seats.all().get(place).member());
        }
        rates.close();
        bits.tensor().close();
        prepareMembers();
    }

    @Override
    public void close() {
        owner.close();
    }
}
