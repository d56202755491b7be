package dev.tamis.people;

/** What belongs to somebody. */
public interface Owned {

    /** The name of the person whom it belongs to. */
    String owner();

    Visibility visibility();
}
