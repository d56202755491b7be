package dev.tamis.mlp;

import java.util.Optional;

/** Hears that a trainer goes on. */
@FunctionalInterface
public interface Pulse {

    /**
     * A sign of life, between two of which lie seconds at most wherever a single step does not take longer: how a trainer that is slow is
     * told from one that hangs. Called on the training thread.
     */
    void beat();

    /** Hears why it has not begun yet, again and again while it waits. @param why with figures; empty as it begins after all */
    default void onWait(Optional<String> why) {}
}
