package dev.tamis.dataset.upload;

import dev.tamis.space.FieldCode;
import dev.tamis.space.InvalidField;
import dev.tamis.space.Refusal;

/** A table exceeds one of the {@link UploadLimits}. The message says which. */
public final class DatasetTooLarge extends Refusal {

    private static final long serialVersionUID = 1L;

    private enum Why implements Code {
        DATASET_TOO_LARGE
    }

    /** @param field which of the files it is: {@code file} or {@code testFile} */
    DatasetTooLarge(String field, String rule) {
        super(
                Why.DATASET_TOO_LARGE,
                "The dataset is too large: " + field + " " + rule + ".",
                new InvalidField(field, FieldCode.OUT_OF_RANGE, rule));
    }
}
