package dev.tamis.dataset;

/**
 * What a dataset is called: two people may have one of the same name, and those that come with the program are nobody's.
 *
 * @param owner the name of the person whose it is; null for a built-in one
 */
public record DatasetName(String owner, String name) {

    /** Of one that comes with the program. */
    public static DatasetName builtIn(String name) {
        return new DatasetName(null, name);
    }
}
