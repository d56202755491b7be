package dev.tamis.mlp.optimizer;

import java.util.List;

/**
 * Steps that shrink where gradients have been large: s = s + g g; w = w - rate g / (sqrt(s) + epsilon). J. Duchi, E. Hazan, Y. Singer,
 * Adaptive subgradient methods for online learning and stochastic optimization (2011).
 */
final class AdaGrad implements UpdateRule {

    @Override
    public String meaning() {
        return "steps that shrink where gradients have been large";
    }

    @Override
    public List<String> coefficients() {
        return List.of("epsilon");
    }

    @Override
    public Memory memory() {
        return new Memory(false, true);
    }

    @Override
    public boolean isLinear() {
        return false;
    }

    /** The library's kernel adds decay w to the gradient. */
    @Override
    public Code code() {
        return new Code(Code.Operand.BLOCK, """
                torch._fused_adagrad_(updated, [d], [second], [torch.full([], 1., dtype=6)], lr=rate, lr_decay=0., weight_decay=decay, \
                eps=epsilon, maximize=False)
                """);
    }
}
