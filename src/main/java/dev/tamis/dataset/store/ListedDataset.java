package dev.tamis.dataset.store;

import dev.tamis.dataset.DatasetInfo;
import dev.tamis.dataset.DatasetOrigin;
import dev.tamis.people.Owned;
import dev.tamis.people.Visibility;

/**
 * A dataset as somebody sees it.
 *
 * @param visibility of built-in ones SHARED, for they are everybody's
 */
public record ListedDataset(DatasetInfo info, Visibility visibility) implements Owned {

    static ListedDataset builtIn(DatasetInfo info) {
        return new ListedDataset(info, Visibility.SHARED);
    }

    public boolean isBuiltIn() {
        return info.origin() instanceof DatasetOrigin.BuiltIn;
    }

    /** Null of built-in ones, which are nobody's. */
    @Override
    public String owner() {
        return info.fullName().owner();
    }
}
