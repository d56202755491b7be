package dev.tamis.mlp;

/** Hears that a trainer goes on. */
@FunctionalInterface
public interface Pulse {

    /**
     * A sign of life, between two of which lie seconds at most wherever a single step does not take longer: how a trainer that is slow is
     * told from one that hangs. Called on the training thread.
     */
    void beat();
}
