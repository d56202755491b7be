package dev.tamis.dataset;

import java.time.Instant;

/** Where the rows of a dataset come from. */
public sealed interface DatasetOrigin {

    /** One sentence for people. */
    String description();

    /** What a dataset of this origin is found by. @param name its own */
    DatasetName nameOf(String name);

    /** SHA-256, in hexadecimal, of all that results depend on: two datasets with the same have the same rows. */
    String sha256();

    /**
     * Comes with the program.
     *
     * @param licence terms under which the rows may be passed on, with whom to name
     */
    record BuiltIn(String description, String licence, String sha256) implements DatasetOrigin {

        @Override
        public DatasetName nameOf(String name) {
            return DatasetName.builtIn(name);
        }
    }

    /**
     * Brought by a client.
     *
     * @param owner the name of the person whose it is
     * @param label name of the column that held the classes
     * @param scaling what was done to the features
     */
    record Uploaded(String owner, String label, Scaling scaling, Instant createdAt, String sha256)
            implements DatasetOrigin {

        @Override
        public DatasetName nameOf(String name) {
            return new DatasetName(owner, name);
        }

        @Override
        public String description() {
            return "Uploaded; the classes are those of the column " + label;
        }
    }
}
