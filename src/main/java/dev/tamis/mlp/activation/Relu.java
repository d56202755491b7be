package dev.tamis.mlp.activation;

/** max(0, z): what is below 0 is cut off. */
final class Relu implements Nonlinearity {

    @Override
    public String meaning() {
        return "max(0, z)";
    }

    @Override
    public double low() {
        return 0;
    }

    @Override
    public double high() {
        return Double.POSITIVE_INFINITY;
    }

    @Override
    public boolean isSaturated(double activation) {
        return activation == 0;
    }

    @Override
    public String forward() {
        return """
                a = torch.relu_(z)
                """;
    }

    @Override
    public String backward() {
        return """
                torch.threshold_backward(below, a, 0.0, grad_input=g)
                """;
    }
}
