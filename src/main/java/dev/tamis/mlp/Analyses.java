package dev.tamis.mlp;

import java.util.List;

/** The lecture's two experiments that need no dataset, computed by the code that trains the networks. Safe to call from many threads. */
public interface Analyses {

    /** The points that an optimiser visits on a quadratic, the start first: steps + 1 of them, in single precision. */
    List<Point> optimizerPath(OptimizerPath path);

    /** What each layer of an untrained network puts out, the first layer first. */
    List<ActivationHistogram> activationDistribution(ActivationStudy study);
}
