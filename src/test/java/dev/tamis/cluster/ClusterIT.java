package dev.tamis.cluster;

import org.junit.jupiter.api.Nested;

/**
 * All that is tried on clusters with every build, one cluster after the other: classes of their own would run at the same time, and
 * two clusters need more memory and processors than a build may count on. Disturbances at random are {@code ChaosBenchmark}'s.
 */
class ClusterIT {

    @Nested
    class AsOne extends NodesAsOne {}

    @Nested
    class Failing extends FailingNodes {}
}
