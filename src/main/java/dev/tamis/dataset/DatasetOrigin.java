package dev.tamis.dataset;

import java.time.Instant;

/** Where the rows of a dataset come from. */
public sealed interface DatasetOrigin {

    /** One sentence for people. */
    String description();

    /** SHA-256, in hexadecimal, of all that results depend on: two datasets with the same have the same rows. */
    String sha256();

    /**
     * Comes with the program.
     *
     * @param licence terms under which the rows may be passed on, with whom to name
     */
    record BuiltIn(String description, String licence, String sha256) implements DatasetOrigin {}

    /**
     * Brought by a client.
     *
     * @param label name of the column that held the classes
     * @param scaling what was done to the features
     */
    record Uploaded(String label, Scaling scaling, Instant createdAt, String sha256) implements DatasetOrigin {

        @Override
        public String description() {
            return "Uploaded; the classes are those of the column " + label;
        }
    }
}
