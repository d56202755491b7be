package dev.tamis.search;

/**
 * Something that clients choose by the name of its type. It is a record whose components are its settings, each with a {@link
 * dev.tamis.space.Meaning}, and has a public constructor without arguments that gives each setting its default.
 */
public interface CatalogueEntry {

    /** Its name in JSON, such as {@code GRID}. */
    String type();

    /** What it does, in one sentence without a full stop. */
    String meaning();
}
