package dev.tamis.mlp.djl;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import java.util.ArrayList;
import java.util.List;

/** Arguments of a call into the program, in order; closing frees their native handles, not the tensors behind them. */
final class Arguments implements AutoCloseable {

    private final List<IValue> values = new ArrayList<>();

    private final List<Arguments> parts = new ArrayList<>();

    Arguments tensor(PtNDArray tensor) {
        return add(IValue.from(tensor));
    }

    Arguments tensors(PtNDArray... tensors) {
        return add(IValue.listFrom(tensors));
    }

    Arguments number(long number) {
        return add(IValue.from(number));
    }

    Arguments numbers(long... numbers) {
        return add(IValue.listFrom(numbers));
    }

    Arguments reals(double... numbers) {
        return add(IValue.listFrom(numbers));
    }

    Arguments flag(boolean flag) {
        return add(IValue.from(flag));
    }

    Arguments flags(boolean... flags) {
        return add(IValue.listFrom(flags));
    }

    /** A group of them; the group takes over what is in it. */
    Arguments group(Arguments group) {
        parts.add(group);
        return add(IValue.tupleFrom(group.values()));
    }

    private Arguments add(IValue value) {
        values.add(value);
        return this;
    }

    IValue[] values() {
        return values.toArray(IValue[]::new);
    }

    @Override
    public void close() {
        values.forEach(IValue::close);
        parts.forEach(Arguments::close);
    }
}
