package dev.tamis.mlp.optimizer;

import java.util.List;

/**
 * Nesterov's accelerated gradient: a velocity, and the gradient of where it leads: v = momentum v - rate g; w = w + momentum v - rate g.
 * Yu. Nesterov, A method of solving a convex programming problem with convergence rate O(1/k^2) (1983), in the form of I. Sutskever and
 * others, On the importance of initialization and momentum in deep learning (2013), whose weights are those ahead of the velocity.
 */
final class Nag implements UpdateRule {

    @Override
    public String meaning() {
        return "descent with a velocity, by the gradient of where it leads";
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

    /**
     * The gradient has been multiplied by the rate. The old velocity goes first, so that the product need not be kept: with rate g =
     * momentum v - v' for the new velocity v', w + momentum v' - rate g = w - momentum v + (1 + momentum) v'.
     */
    @Override
    public Code code() {
        return new Code(Code.Operand.MATRIX, """
                lost = w
                if torch.ne(decay, 0.):
                  lost = torch.mul(w, torch.mul(rate, decay))
                torch.sub_(w, first, alpha=momentum)
                torch.addmm_(first, h, g, beta=momentum, alpha=-1.)
                if torch.ne(decay, 0.):
                  torch.sub_(first, lost)
                torch.add_(w, first, alpha=torch.add(1., momentum))
                """);
    }
}
