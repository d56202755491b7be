package dev.tamis.mlp.optimizer;

import java.util.List;

/**
 * Steps by the moments of past gradients: m = beta1 m + (1 - beta1) g; s = beta2 s + (1 - beta2) g g;
 * w = w - rate sqrt(1 - beta2^t) / (1 - beta1^t) m / (sqrt(s) + epsilon), in update t. D. Kingma, J. Ba, Adam: a method for
 * stochastic optimization (2015), section 2, with epsilon outside the root as in the order of computations that they recommend.
 */
final class Adam implements UpdateRule {

    @Override
    public String meaning() {
        return "steps by the moments of past gradients";
    }

    @Override
    public List<String> coefficients() {
        return List.of("beta1", "beta2", "epsilon");
    }

    @Override
    public Memory memory() {
        return new Memory(true, true);
    }

    @Override
    public boolean isLinear() {
        return false;
    }

    /** The library's kernel adds decay w to the gradient, and its epsilon to sqrt(s / (1 - beta2^t)): hence the division. */
    @Override
    public Code code() {
        return new Code(Code.Operand.BLOCK, """
                steps = torch.full([], float(step), dtype=6)
                corrected = torch.div(epsilon, torch.sqrt(torch.sub(1., torch.pow(beta2, float(step)))))
                torch._fused_adam_(updated, [d], [first], [second], annotate(List[Tensor], []), [steps], lr=rate, beta1=beta1, \
                beta2=beta2, weight_decay=decay, eps=corrected, amsgrad=False, maximize=False)
                """);
    }
}
