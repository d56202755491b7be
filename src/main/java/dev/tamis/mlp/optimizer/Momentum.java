package dev.tamis.mlp.optimizer;

import java.util.List;

/**
 * Gradient descent with a velocity: v = momentum v - rate g; w = w + v. B. Polyak, Some methods of speeding up the convergence of
 * iteration methods (1964), in the form of Deep Learning from Scratch, section 6.1.4.
 */
final class Momentum implements UpdateRule {

    @Override
    public String meaning() {
        return "descent with a velocity, of which momentum is kept";
    }

    @Override
    public List<String> coefficients() {
        return List.of("momentum");
    }

    @Override
    public Memory memory() {
        return new Memory(true, false);
    }

    @Override
    public boolean isLinear() {
        return true;
    }

    /** The gradient has been multiplied by the rate. */
    @Override
    public Code code() {
        return new Code(Code.Operand.MATRIX, """
                torch.addmm_(first, h, g, beta=momentum, alpha=-1.)
                if torch.ne(decay, 0.):
                  torch.sub_(first, torch.mul(w, torch.mul(rate, decay)))
                torch.add_(w, first)
                """);
    }
}
