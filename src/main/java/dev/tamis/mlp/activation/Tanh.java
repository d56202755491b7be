package dev.tamis.mlp.activation;

/** The hyperbolic tangent. */
final class Tanh implements Nonlinearity {

    @Override
    public String meaning() {
        return "the hyperbolic tangent of z";
    }

    private static final double NEAR = 0.05;

    @Override
    public double low() {
        return -1;
    }

    @Override
    public double high() {
        return 1;
    }

    @Override
    public boolean isSaturated(double activation) {
        return Math.abs(activation) > 1 - NEAR;
    }

    @Override
    public String forward() {
        return """
                a = torch.tanh_(z)
                """;
    }

    @Override
    public String backward() {
        return """
                torch.tanh_backward(below, a, grad_input=g)
                """;
    }
}
