package dev.tamis.dataset.table;

/** How feature values lie in memory and in the database; the order of the kinds is part of the stored format. */
public enum RowValues {
    /** Whole numbers from 0 to 255 as they came, scaled when they are read: a quarter of the room. */
    BYTES,
    /** Floats that have been scaled. */
    FLOATS
}
