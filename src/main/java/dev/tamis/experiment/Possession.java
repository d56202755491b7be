package dev.tamis.experiment;

import dev.tamis.people.Owned;
import dev.tamis.people.Subject;
import dev.tamis.people.Visibility;

/** Whose a thing is that is about to be made. */
record Possession(String owner, Visibility visibility) implements Owned {

    /** It will be theirs. */
    static Possession of(Subject by, Visibility visibility) {
        return new Possession(by.name(), visibility);
    }
}
