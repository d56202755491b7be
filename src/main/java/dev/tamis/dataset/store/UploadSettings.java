package dev.tamis.dataset.store;

import dev.tamis.dataset.upload.UploadLimits;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings {@code tamis.datasets.*}: how large a table a client may bring, and how large all of them may be together.
 *
 * @param maxUnpackedSize of each file, once unpacked
 * @param maxRows of both files together
 * @param maxColumns with the label's
 * @param maxCells feature values in all
 * @param maxClasses different labels
 * @param maxStoredSize of the rows as they are stored
 * @param maxTotalSize of the rows of all datasets, of those too that are removed and not yet cleared away
 * @param maxCount of all these datasets
 * @param maxPacking how many times as large a packed file may become
 */
@ConfigurationProperties("tamis.datasets")
record UploadSettings(
        @DefaultValue("512MB") DataSize maxUnpackedSize,
        @DefaultValue("1000000") int maxRows,
        @DefaultValue("10000") int maxColumns,
        @DefaultValue("100000000") long maxCells,
        @DefaultValue("1000") int maxClasses,
        @DefaultValue("256MB") DataSize maxStoredSize,
        @DefaultValue("5GB") DataSize maxTotalSize,
        @DefaultValue("1000") int maxCount,
        @DefaultValue("100") int maxPacking) {

    UploadLimits limits() {
        return new UploadLimits(
                maxUnpackedSize.toBytes(),
                maxRows,
                maxColumns,
                maxCells,
                maxClasses,
                maxStoredSize.toBytes(),
                maxPacking);
    }
}
