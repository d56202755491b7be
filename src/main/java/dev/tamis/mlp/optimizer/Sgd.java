package dev.tamis.mlp.optimizer;

import java.util.List;

/** Stochastic gradient descent: w = w - rate g. */
final class Sgd implements UpdateRule {

    @Override
    public String meaning() {
        return "plain stochastic gradient descent";
    }

    @Override
    public List<String> coefficients() {
        return List.of();
    }

    @Override
    public Memory memory() {
        return Memory.NONE;
    }

    @Override
    public boolean isLinear() {
        return true;
    }

    @Override
    public Code code() {
        return new Code(Code.Operand.ALL_TRIALS, "");
    }
}
