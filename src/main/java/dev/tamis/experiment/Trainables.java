package dev.tamis.experiment;

import dev.tamis.search.Catalogue;

/** What can be trained. */
public final class Trainables {

    /** A constant of its own, not the port's: that would be looked up while those are made whom it lists. */
    public static final Catalogue<Trainable> ALL = Catalogue.of(Trainable.class, "MLP");

    private Trainables() {}
}
