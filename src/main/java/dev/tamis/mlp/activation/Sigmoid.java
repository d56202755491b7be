package dev.tamis.mlp.activation;

/** 1 / (1 + exp(-z)). */
final class Sigmoid implements Nonlinearity {

    @Override
    public String meaning() {
        return "1 / (1 + exp(-z))";
    }

    /** A tenth of the range, half at each end. */
    private static final double NEAR = 0.05;

    @Override
    public double low() {
        return 0;
    }

    @Override
    public double high() {
        return 1;
    }

    @Override
    public boolean isSaturated(double activation) {
        return activation < NEAR || activation > 1 - NEAR;
    }

    /** Trial by trial: the last elements of a tensor take another code path than the rest. */
    @Override
    public String forward() {
        return """
                a = torch.contiguous(z)
                parts = torch.unbind(a)
                for t in range(torch.len(parts)):
                  torch.sigmoid_(parts[t])
                """;
    }

    @Override
    public String backward() {
        return """
                torch.sigmoid_backward(below, a, grad_input=g)
                """;
    }
}
